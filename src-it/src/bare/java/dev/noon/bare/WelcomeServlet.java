package dev.noon.bare;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;

/** A terminal servlet beside the filter: it spares the container's search for welcome files. Never reached. */
@WebServlet("/*")
public class WelcomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
}
