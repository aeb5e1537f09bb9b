package dev.noon.exchange;

/**
 * By which names an exchange is found again elsewhere.
 *
 * @param requestId the client's, if it was sane; ours otherwise
 * @param traceId of the W3C trace context, 32 hexadecimal digits; empty if there is no trace
 * @param span number of this gateway's own span, the parent of the upstream's; its digits are made when they are needed
 * @param flags as they came, two hexadecimal digits: the sampled flag is kept
 * @param isContinued whether the client had begun the trace
 */
public record Trace(String requestId, String traceId, long span, String flags, boolean isContinued) {
    /** No name at all. */
    public static final Trace NONE = new Trace("", "", 0, "", false);

    static final String REQUEST_ID = "X-Request-Id";
    static final String PARENT = "traceparent";
    static final String STATE = "tracestate";

    /** This gateway's own span, 16 hexadecimal digits; empty if there is no trace. */
    public String spanId() {
        return traceId.isEmpty() ? "" : Traces.hex(span);
    }

    /** Takes an upstream's name off its answer: it must not be stored, and the reply gets its own. */
    public void unname(Headers answer) {
        if (!requestId.isEmpty()) {
            answer.remove(REQUEST_ID);
        }
    }

    /** Names the request for the upstream; the state of a trace goes on only if the trace does. */
    public void stamp(Headers upstream) {
        if (requestId.isEmpty()) {
            return;
        }
        upstream.set(REQUEST_ID, requestId);
        if (!isContinued) {
            upstream.remove(STATE);
        }
        if (traceId.isEmpty()) {
            upstream.remove(PARENT);
        } else {
            upstream.set(PARENT, "00-" + traceId + '-' + spanId() + '-' + flags);
        }
    }
}
