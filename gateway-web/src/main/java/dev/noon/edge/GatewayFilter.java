package dev.noon.edge;

import dev.noon.snapshot.ExchangeContext;
import dev.noon.snapshot.ExchangeScope;
import dev.noon.snapshot.PinnedSnapshot;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where every request comes in. What arrives on the admin listener goes down the chain to JAX-RS,
 * health and metrics; everything else is traffic and never does.
 */
@WebFilter(filterName = "gateway", urlPatterns = "/*")
public class GatewayFilter implements Filter {
    @Inject
    Edge edge;

    @Inject
    ExchangeScope scope;

    @Inject
    PinnedSnapshot containersPin;

    private @Nullable TrafficDoor traffic;
    private @Nullable AdminDoor admin;
    private @Nullable ExchangeContext exchanges;

    @Override
    public void init(FilterConfig config) {
        traffic = new TrafficDoor(edge);
        admin = new AdminDoor(edge.adminGate());
        RequestListeners.removeContainers(config.getServletContext(), TerminalServlet.NAME);
        exchanges = RequestListeners.removeCdi(config.getServletContext()) ? scope.context() : null;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest in = (HttpServletRequest) request;
        HttpServletResponse out = (HttpServletResponse) response;
        PinnedSnapshot pinned = exchanges == null ? containersPin : exchanges.begin();
        try {
            if (in.getLocalPort() == edge.adminPort()) {
                Objects.requireNonNull(admin).pass(in, out, chain);
            } else {
                Objects.requireNonNull(traffic).serve(in, out, pinned);
            }
        } finally {
            if (exchanges != null) {
                exchanges.end();
            }
        }
    }
}
