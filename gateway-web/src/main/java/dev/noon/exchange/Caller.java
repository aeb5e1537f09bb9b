package dev.noon.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who calls, as the gateway itself has found out. Immutable.
 *
 * @param consumer name of the consumer's definition; empty if it has none
 * @param tier the plan that the consumer is on
 * @param claims what a verified token says of its bearer, as text; lists and objects are left out
 * @param identity differs wherever two callers may be answered differently; empty if nobody knows who calls. Not for
 *     showing
 * @param authorized whether what stands in {@code Authorization} is what it was known by
 */
public record Caller(
        Optional<String> consumer,
        Optional<String> tier,
        Map<String, String> claims,
        String identity,
        boolean authorized) {
    /** Nobody knows who calls. */
    public static final Caller NOBODY = new Caller(Optional.empty(), Optional.empty(), Map.of(), "", false);

    public Caller {
        claims = Map.copyOf(claims);
    }

    /** Whether it is known who calls, by whichever name. */
    public boolean isKnown() {
        return !identity.isEmpty();
    }

    /** The claim of that name. */
    public Optional<String> claim(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    /** Whether both are, or may be, the same: no two different consumers. */
    public boolean agreesWith(Caller other) {
        return consumer.isEmpty() || other.consumer.isEmpty() || consumer.equals(other.consumer);
    }

    /** A caller that was found out in two ways. */
    public Caller and(Caller other) {
        if (!isKnown() || !other.isKnown()) {
            return isKnown() ? this : other;
        }
        Map<String, String> both = new LinkedHashMap<>(claims);
        both.putAll(other.claims);
        return new Caller(
                consumer.or(other::consumer),
                tier.or(other::tier),
                both,
                identity + "+" + other.identity,
                authorized || other.authorized);
    }
}
