package dev.noon.model.policy;

import dev.noon.model.text.Guard;
import dev.noon.model.text.LinearPattern;

/** What a condition asks of one value of the request. */
public sealed interface Match {
    /** Whether there is a value at all, even an empty one. */
    record Present(boolean wanted) implements Match {}

    /** One of the values is exactly this text. */
    record Equal(String text) implements Match {}

    /** One of the values fits an RE2 pattern from its first to its last character. */
    record Fitting(String pattern) implements Match {
        public Fitting {
            Guard.check("matches", LinearPattern.fault(pattern));
        }
    }
}
