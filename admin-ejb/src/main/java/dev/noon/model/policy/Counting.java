package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Words;
import java.util.List;
import java.util.Optional;

/**
 * What a limit counts, and where.
 *
 * @param by whose requests share a counter; without it the consumer's, or else the client address's
 */
public record Counting(Period per, Window window, Optional<Template> by, Mode mode, Counted counted) {
    /** When a window begins. */
    public enum Window {
        /** With the period itself; everything is free again at its start. */
        FIXED,
        /** One period before now. */
        SLIDING
    }

    /** How nodes agree on a counter. */
    public enum Mode {
        /** One operation next to the counter for each request. */
        EXACT,
        /** A node takes a block of units and spends it by itself. */
        LEASED
    }

    /** Which requests take units. */
    public enum Counted {
        ALL,
        /** Those that the limit lets pass. */
        ACCEPTED
    }

    /** What tells counters apart: period, window, and whose requests they count. */
    List<String> basis() {
        return List.of(per.text(), Words.text(window), by.map(Template::source).orElse(""));
    }

    Counting by(Template other) {
        return new Counting(per, window, Optional.of(other), mode, counted);
    }
}
