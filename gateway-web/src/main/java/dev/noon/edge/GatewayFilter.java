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
    PinnedSnapshot pinned;

    private final Grizzly grizzly = new Grizzly();
    private @Nullable ExchangeContext exchanges;

    @Override
    public void init(FilterConfig config) {
        exchanges = scope.context();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest in = (HttpServletRequest) request;
        HttpServletResponse out = (HttpServletResponse) response;
        if (in.getLocalPort() == edge.adminPort()) {
            new AdminDoor(edge.adminGate()).pass(in, out, chain);
        } else {
            serve(in, out);
        }
    }

    private void serve(HttpServletRequest in, HttpServletResponse out) {
        TrafficDoor door = new TrafficDoor(edge, grizzly);
        if (ExchangeScope.isContainers(in.getRequestURI())) {
            door.serve(in, out, pinned);
            return;
        }
        PinnedSnapshot own = exchanges().begin();
        try {
            door.serve(in, out, own);
        } finally {
            exchanges().end();
        }
    }

    private ExchangeContext exchanges() {
        return Objects.requireNonNull(exchanges, "init has not been called");
    }
}
