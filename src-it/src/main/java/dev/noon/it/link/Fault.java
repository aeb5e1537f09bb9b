package dev.noon.it.link;

import java.time.Duration;

/** What is wrong with a link. */
public sealed interface Fault {
    /** Nothing. */
    record None() implements Fault {}

    /** Every piece of an answer arrives that much later. */
    record Slow(Duration by) implements Fault {}

    /** Connections stay open and are accepted; nothing passes, in either direction, until the link is mended. */
    record Hung() implements Fault {}

    /** Open connections are broken, and nobody listens any more. */
    record Refused() implements Fault {}

    /** Every connection breaks after so many bytes of its next answer. */
    record Cut(int afterBytes) implements Fault {}

    /** The next answer breaks off after so many bytes, and its connection with it; then nothing is wrong any more. */
    record CutOnce(int afterBytes) implements Fault {}

    /**
     * The next insert into {@code collection} arrives; its answer breaks off after so many bytes, and from then on the
     * link is {@link Refused}.
     */
    record CutAfterInsert(String collection, int afterBytes) implements Fault {}
}
