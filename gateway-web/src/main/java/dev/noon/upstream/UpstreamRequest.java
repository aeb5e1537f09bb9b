package dev.noon.upstream;

import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import java.util.function.Consumer;

/**
 * What the upstream gets. The lines that frame the body are the transport's to write, and so is Host unless {@code headers} has it.
 *
 * @param target path and query
 * @param headers end-to-end lines
 * @param hints who hears what the upstream says before it answers (RFC 8297)
 * @param affinity requests with the same text go to the same target, where the upstream balances so; else empty
 */
public record UpstreamRequest(
        String method, String target, Headers headers, RequestBody body, Consumer<Headers> hints, String affinity) {
    /** A request of which nobody hears before it is answered. */
    public UpstreamRequest(String method, String target, Headers headers, RequestBody body, String affinity) {
        this(method, target, headers, body, hints -> {}, affinity);
    }

    /** A request that may go to any target. */
    public UpstreamRequest(String method, String target, Headers headers, RequestBody body) {
        this(method, target, headers, body, "");
    }

    /** Whether sending it twice has the effect of sending it once (RFC 9110 section 9.2.2). */
    boolean isIdempotent() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
            default -> false;
        };
    }
}
