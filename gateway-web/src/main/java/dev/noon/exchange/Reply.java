package dev.noon.exchange;

/**
 * What the client gets. {@code headers} holds end-to-end lines and may be changed by policies on the
 * way out; the length of a body is {@link Body#length}, never a line (except in a reply to HEAD and
 * in a 304, which have no body to measure).
 *
 * @param status 200 to 599
 */
public record Reply(int status, Headers headers, Body body) {
    /** The same reply with another body. */
    public Reply withBody(Body other) {
        return new Reply(status, headers, other);
    }

    /** What may follow the body. */
    public Trailers trailers() {
        return body instanceof Body.Stream stream ? stream.trailers() : Trailers.NONE;
    }
}
