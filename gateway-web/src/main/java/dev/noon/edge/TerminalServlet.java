package dev.noon.edge;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Ends the chain where nothing else is mapped. It spares every traffic request the container's
 * search for a resource and a welcome file; on the admin listener it answers 404. JAX-RS, health and
 * metrics have longer mappings and win.
 */
@WebServlet(name = "terminal", urlPatterns = "/*")
public class TerminalServlet implements Servlet {
    private @Nullable ServletConfig config;

    @Override
    public void init(ServletConfig given) {
        config = given;
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) {
        ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentLength(0);
    }

    @Override
    public String getServletInfo() {
        return "the end of the chain";
    }

    @Override
    public void destroy() {
        // Nothing is held.
    }
}
