package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Guard;
import dev.noon.model.text.LinearPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Other limits for some. An exact value counts before any pattern, a pattern before those that follow it.
 *
 * @param by what is compared; without it the consumer's tier
 * @param values limits by the value that it must be
 * @param patterns limits by what the whole value must match
 */
public record Tiers(Optional<Template> by, Map<String, Long> values, List<Matched> patterns) {
    /** Most values, and most patterns. */
    public static final int MOST = 100;

    /** A limit for what an RE2 pattern matches from its first to its last character. */
    public record Matched(String pattern, long limit) {
        public Matched {
            Guard.check("tiers.patterns.pattern", LinearPattern.fault(pattern));
            Guard.check("tiers.patterns.limit", Allowance.fault(limit));
        }
    }

    public Tiers {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        patterns = List.copyOf(patterns);
        Guard.check("tiers", fault(values, patterns));
        values.forEach((value, limit) -> Guard.check("tiers.values." + value, Allowance.fault(limit)));
        Guard.check("tiers.by", by.flatMap(Tiers::constant));
    }

    /** Tiers without a limit are none. */
    public static Optional<String> fault(Map<String, Long> values, List<Matched> patterns) {
        return values.isEmpty() && patterns.isEmpty()
                ? Optional.of("is without values and patterns; expected one of them")
                : Optional.empty();
    }

    /** A text that is the same for every request would be in one tier for ever. */
    public static Optional<String> constant(Template by) {
        return by.variables().isEmpty()
                ? Optional.of("has no variable; expected one, for example ${claim.plan}")
                : Optional.empty();
    }

    Map<String, Long> limits() {
        Map<String, Long> limits = new LinkedHashMap<>();
        values.forEach((value, limit) -> limits.put("tiers.values." + value, limit));
        for (int i = 0; i < patterns.size(); i++) {
            limits.put("tiers.patterns[" + i + "]", patterns.get(i).limit());
        }
        return limits;
    }
}
