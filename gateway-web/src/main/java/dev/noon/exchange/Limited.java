package dev.noon.exchange;

/**
 * How a limit stood when it counted an exchange, for its client.
 *
 * @param name name of the policy
 * @param type {@code throttle} or {@code quota}
 * @param limit units of a window
 * @param windowSeconds how long a window is
 * @param left units that nobody had used, never negative
 * @param resetSeconds how long until all of them are free again
 * @param identity whose requests are counted, hashed
 */
public record Limited(
        String name, String type, long limit, long windowSeconds, long left, long resetSeconds, String identity) {}
