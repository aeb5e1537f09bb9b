package dev.noon.upstream;

import dev.noon.exchange.ClearSecret;
import dev.noon.upstream.breaker.TargetBreaker;
import dev.noon.upstream.health.TargetHealth;
import java.util.List;
import java.util.Optional;

/**
 * What a sender is lent by whoever makes it.
 *
 * @param pool what {@link Upstreams#open} has made of the definition
 * @param breakers one per target, in their order; none if the definition has no breaker
 * @param health the same, for checks of health
 * @param cookieKey what the sticky cookie is signed with, if the definition has one
 */
public record Lent(
        UpstreamTransport pool,
        List<TargetBreaker> breakers,
        List<TargetHealth> health,
        Optional<ClearSecret> cookieKey) {
    /** A pool alone. */
    public Lent(UpstreamTransport pool) {
        this(pool, List.of(), List.of(), Optional.empty());
    }

    /** Who watches the target at {@code index}. */
    WatchedTarget.Watch watch(int index) {
        return new WatchedTarget.Watch(at(breakers, index), at(health, index));
    }

    private static <T> Optional<T> at(List<T> items, int index) {
        return items.isEmpty() ? Optional.empty() : Optional.of(items.get(index));
    }
}
