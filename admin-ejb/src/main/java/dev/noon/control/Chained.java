package dev.noon.control;

/** An entry of an append-only log that is numbered from 1 without gaps and names the hash of the entry before it. */
public interface Chained {
    /** What the first entry names as its predecessor. */
    String START = "0".repeat(64);

    long number();

    /** {@code hash} of the entry before; {@link #START} for the first. */
    String previous();

    /** SHA-256 over everything else in the entry, lower-case hex. */
    String hash();

    /** Whether the hash is the one that the rest of the entry has. */
    boolean intact();

    /** Who did it. */
    Author author();

    /** When, milliseconds since the epoch. */
    long timeMillis();
}
