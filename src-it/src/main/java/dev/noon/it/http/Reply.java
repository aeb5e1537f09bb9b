package dev.noon.it.http;

import java.nio.charset.StandardCharsets;

/** A whole answer as a client saw it. */
public record Reply(
        int status,
        Headers headers,
        @SuppressWarnings("ArrayRecordComponent") byte[] body) {
    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first header line of that name, or an empty text. */
    public String header(String name) {
        return headers.text(name);
    }

    /** The revision that the exchange ran under; -1 if the answer does not say. */
    public long revision() {
        return headers.first("Noon-Revision").map(Long::parseLong).orElse(-1L);
    }

    /** {@code Cache-Status}, or an empty text. */
    public String cacheStatus() {
        return headers.text("Cache-Status");
    }

    /** Whether the gateway answered from its cache. */
    public boolean hit() {
        return cacheStatus().contains("; hit");
    }

    /** Whether this is an error that the gateway made itself. */
    public boolean problem() {
        return headers.text("Content-Type").startsWith("application/problem+json");
    }

    @Override
    public String toString() {
        return status + "\n" + headers.wire() + "\n" + text();
    }
}
