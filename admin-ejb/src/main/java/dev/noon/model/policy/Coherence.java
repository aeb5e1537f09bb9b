package dev.noon.model.policy;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import java.time.Duration;
import java.util.Optional;

/**
 * How far what a node answers may lie behind what the nodes share. Purges and changes of definitions are not meant: they
 * hold everywhere at once.
 *
 * @param bound how long a copy in a node's heap answers before the grid is asked whether it is still the one that is stored,
 *     zero for each time, or 10 ms to a minute; empty for as long as it is fresh
 */
public record Coherence(Optional<Duration> bound) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A copy answers as long as it is fresh. */
    public static final Coherence EVENTUAL = new Coherence(Optional.empty());

    /** Every answer is what is stored in the grid; a node that may have missed a purge stores and answers nothing. */
    public static final Coherence STRICT = new Coherence(Optional.of(Duration.ZERO));

    public Coherence {
        bound.filter(time -> !time.isZero())
                .ifPresent(time -> Guard.check("cache.coherence", DurationText.fault(time, SHORTEST, LONGEST)));
    }

    /** What {@code text} says: {@code strict}, {@code eventual}, or a duration. */
    public static Coherence parse(String text) {
        return switch (text) {
            case "strict" -> STRICT;
            case "eventual" -> EVENTUAL;
            default -> new Coherence(Optional.of(DurationText.parse(text)));
        };
    }

    /** What is wrong with {@code text}, if anything. */
    public static Optional<String> fault(String text) {
        if (text.equals("strict") || text.equals("eventual")) {
            return Optional.empty();
        }
        return DurationText.fault(text, SHORTEST, LONGEST).map(fault -> fault + "; or strict, or eventual");
    }

    /** Whether it is {@link #STRICT}. */
    public boolean isStrict() {
        return equals(STRICT);
    }
}
