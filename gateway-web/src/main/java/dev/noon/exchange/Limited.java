package dev.noon.exchange;

/**
 * How a limit stood when it counted an exchange, for its client.
 *
 * @param ceiling the limit
 * @param left units that nobody had used, never negative
 * @param resetSeconds how long until all of them are free again
 * @param identity whose requests are counted, hashed
 */
public record Limited(Ceiling ceiling, long left, long resetSeconds, String identity) {}
