package dev.noon.edge;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

/**
 * The way to administration. Whatever is not known to be open needs credentials here: health is open, JAX-RS resources
 * ask for them themselves. What came through a gateway is sent away, whoever it is: the way to administration does not
 * lead through a proxy.
 */
final class AdminDoor {
    /** Request attribute that tells the resources who asks. */
    private static final String CLIENT = "dev.noon.client";

    private static final String GATEWAY = "noon";

    private final AdminGate gate;

    AdminDoor(AdminGate gate) {
        this.gate = gate;
    }

    void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path;
        try {
            path = RequestPath.normalize(request.getRequestURI());
        } catch (Refusal refusal) {
            ServletReplies.write(
                    request,
                    response,
                    Problem.of(refusal.reason(), String.valueOf(refusal.getMessage())),
                    new Exchange(0, 0));
            return;
        }
        if (cameThroughGateway(request)) {
            deny(response, new Denial(403, "through-gateway", "Not through a gateway"));
            return;
        }
        if (!isOpen(path)) {
            Optional<Denial> denial = denial(request, path);
            if (denial.isPresent()) {
                deny(response, denial.get());
                return;
            }
        }
        request.setAttribute(CLIENT, request.getRemoteAddr());
        chain.doFilter(request, path.equals("/metrics") ? new MetricsPage(response) : response);
    }

    /** Any element of Via that a Noon gateway has written (RFC 9110 section 7.6.3). */
    private static boolean cameThroughGateway(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Via")).stream()
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(GATEWAY));
    }

    /** Everything else is guarded, whatever the server may have put there. */
    private static boolean isOpen(String path) {
        return path.equals("/")
                || path.equals("/health")
                || path.startsWith("/health/")
                || path.equals("/api")
                || path.startsWith("/api/");
    }

    private Optional<Denial> denial(HttpServletRequest request, String path) {
        String authorization =
                Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        return switch (gate.ask(authorization, request.getRemoteAddr(), path)) {
            case ADMITTED -> Optional.empty();
            case UNKNOWN -> Optional.of(new Denial(401, "not-authenticated", "Credentials are missing or wrong"));
            case FORBIDDEN -> Optional.of(new Denial(403, "forbidden", "Not permitted"));
            case LIMITED -> Optional.of(new Denial(429, "too-many-attempts", "Too many attempts"));
            case UNSURE -> Optional.of(new Denial(503, "store-unavailable", "Store unavailable"));
        };
    }

    private record Denial(int status, String slug, String title) {
        byte[] body() {
            String json = "{\"type\":\"https://noon.dev/problems/" + slug + "\",\"title\":\"" + title + "\",\"status\":"
                    + status + "}\n";
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void deny(HttpServletResponse response, Denial denial) throws IOException {
        response.setStatus(denial.status());
        if (denial.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"noon\"");
        }
        response.setContentType(Problem.MEDIA_TYPE);
        byte[] body = denial.body();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
