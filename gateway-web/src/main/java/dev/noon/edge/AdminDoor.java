package dev.noon.edge;

import dev.noon.exchange.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The way to administration. The server's own pages that tell something about the inside need the
 * administrator's token here; JAX-RS resources ask for it themselves, and health needs none.
 */
final class AdminDoor {
    private static final byte[] DENIED = ("{\"type\":\"https://noon.dev/problems/not-authenticated\","
                    + "\"title\":\"Credentials are missing or wrong\",\"status\":401}\n")
            .getBytes(StandardCharsets.UTF_8);

    /** Request attribute that tells the resources who asks. */
    private static final String CLIENT = "dev.noon.client";

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
            ServletReplies.write(response, Problem.of(refusal.reason(), String.valueOf(refusal.getMessage())), false);
            return;
        }
        if (isGuarded(path) && !permits(request)) {
            deny(response);
            return;
        }
        request.setAttribute(CLIENT, request.getRemoteAddr());
        chain.doFilter(request, response);
    }

    private boolean permits(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && gate.permits(authorization, request.getRemoteAddr());
    }

    private static boolean isGuarded(String path) {
        return begins(path, "/metrics") || begins(path, "/openapi");
    }

    /** Any case, and whatever follows: rather too much than too little. */
    private static boolean begins(String path, String prefix) {
        return path.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static void deny(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer realm=\"noon\"");
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(DENIED.length);
        response.getOutputStream().write(DENIED);
    }
}
