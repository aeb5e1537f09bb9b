package dev.noon.control;

/** What became of an append. */
public sealed interface Appended {
    /** The document is in the log. */
    record Committed() implements Appended {}

    /** The number belongs to somebody else's revision. */
    record Taken(Revision winner) implements Appended {}
}
