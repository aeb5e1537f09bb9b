package dev.noon.cache;

import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Small states that every node of a grid knows and that change rarely, under versions: of two states of one key the one
 * with the higher version counts, and of two with the same version the one that came first. Thread-safe.
 */
public interface SharedStates {
    /**
     * One state.
     *
     * @param version 1 or more
     * @param text one line
     */
    record State(long version, String text) {}

    /** What came of an offer. */
    sealed interface Offer {
        /** It is the state now. */
        record Taken() implements Offer {}

        /** Another one counts: it has the same version or a higher one. */
        record Beaten(State by) implements Offer {}

        /** The grid did not say in time; the offer may or may not have been taken. */
        record Away() implements Offer {}
    }

    /** Offers {@code next} as the state of {@code key}; waits no longer than the grid budget. */
    Offer offer(String key, State next);

    /**
     * Asks for the states of {@code keys} and hands over each that there is, version 0 where there is none; never
     * blocks. Answers nothing while the grid is away.
     */
    void ask(Set<String> keys, BiConsumer<String, State> answer);

    /** Hands over every state that another node puts in place, soon after it did; some may be missed. */
    void listen(BiConsumer<String, State> listener);

    /** The states of no grid: every offer is {@link Offer.Away}. */
    static SharedStates none() {
        return new SharedStates() {
            @Override
            public Offer offer(String key, State next) {
                return new Offer.Away();
            }

            @Override
            public void ask(Set<String> keys, BiConsumer<String, State> answer) {}

            @Override
            public void listen(BiConsumer<String, State> listener) {}
        };
    }
}
