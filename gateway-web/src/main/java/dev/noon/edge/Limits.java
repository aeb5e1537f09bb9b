package dev.noon.edge;

import dev.noon.exchange.Pace;

/**
 * How large a client request may be.
 *
 * @param targetBytes request target, 414 above; default 8 KiB
 * @param headerBytes names and values of all header lines, 431 above; default 32 KiB
 * @param headerLines header lines, 431 above; default 200
 * @param bodyBytes body, 413 above; default 100 MiB
 * @param pace how slowly it may be sent, 408 below; default as slowly as the client likes
 */
public record Limits(int targetBytes, int headerBytes, int headerLines, long bodyBytes, Pace pace) {
    /** The defaults. */
    public static final Limits DEFAULT = new Limits(8 << 10, 32 << 10, 200, 100L << 20, Pace.ANY);

    /** The same for larger or smaller bodies. */
    public Limits with(long largestBody) {
        return new Limits(targetBytes, headerBytes, headerLines, largestBody, pace);
    }

    /** The same for clients that must not be slower than that. */
    public Limits with(Pace slowest) {
        return new Limits(targetBytes, headerBytes, headerLines, bodyBytes, slowest);
    }
}
