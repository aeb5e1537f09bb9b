package dev.noon.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Ends the chain where nothing else is mapped. It spares every traffic request the container's
 * search for a resource and a welcome file; on the admin listener it answers 404. JAX-RS, health and
 * metrics have longer mappings and win. What the container refuses by itself comes here with its status,
 * and leaves without a page.
 */
@WebServlet(name = TerminalServlet.NAME, urlPatterns = "/*")
public class TerminalServlet extends HttpServlet {
    static final String NAME = "terminal";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Object refused = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        response.setStatus(refused instanceof Integer status ? status : HttpServletResponse.SC_NOT_FOUND);
        response.setContentLength(0);
    }
}
