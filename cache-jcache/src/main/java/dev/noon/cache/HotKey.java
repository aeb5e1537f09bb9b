package dev.noon.cache;

/**
 * What an answer that is often asked for is called in the grid. It is enough to read the answer there, and to know it again when
 * somebody asks for it; what was asked cannot be read out of it. Immutable.
 *
 * @param owner name of the proxy that it belongs to
 * @param generation the generation of that proxy
 * @param hash the grid's name for its key: 64 lower-case hexadecimal digits
 * @param bytes what it weighs in the heap of the node that says so, zero or more
 * @param perHour how often it is asked for there, times an hour, zero or more
 */
public record HotKey(Scope scope, String owner, long generation, String hash, int bytes, int perHour) {
    /** @throws IllegalArgumentException if the scope does not hold responses, or a number is below zero */
    public HotKey {
        if (!scope.holdsResponses()) {
            throw new IllegalArgumentException("scope is " + scope.text() + "; must be one that holds responses");
        }
        if (bytes < 0 || perHour < 0) {
            throw new IllegalArgumentException(
                    "bytes is " + bytes + " and perHour is " + perHour + "; must be zero or more");
        }
    }

    /** The same answer as two nodes see it. */
    public HotKey and(HotKey other) {
        int together = (int) Math.min(Integer.MAX_VALUE, (long) perHour + other.perHour);
        return new HotKey(scope, owner, generation, hash, Math.max(bytes, other.bytes), together);
    }
}
