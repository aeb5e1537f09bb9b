package dev.noon.policy.ban;

import dev.noon.cache.SharedStates;
import dev.noon.cache.SharedStates.Offer;
import dev.noon.cache.SharedStates.State;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some of the bans: one state in the grid, and what this node has added to it or taken from it that the grid does not know
 * yet. Thread-safe, without locks: whoever looks or listens waits for nobody.
 */
final class BanShard {
    /** A shard that is full lets go of those that end soonest. */
    static final int MOST = 256;

    private static final int ATTEMPTS = 4;

    /** What the grid has, as far as this node knows. */
    private record Known(long version, Map<String, Ban> bans) {
        static Known of(State state) {
            Map<String, Ban> bans = Stream.of(state.text().split(" ", -1))
                    .flatMap(text -> Ban.of(text).stream())
                    .collect(Collectors.toUnmodifiableMap(Ban::id, Function.identity(), (one, other) -> one));
            return new Known(state.version(), bans);
        }
    }

    private final String key;
    private final SharedStates states;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(0, Map.of()));
    private final ConcurrentMap<String, Ban> fresh = new ConcurrentHashMap<>();
    private final Set<String> lifted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean settling = new AtomicBoolean();
    /** Whether the grid has lost what this node knows. */
    private volatile boolean forgotten;

    BanShard(String key, SharedStates states) {
        this.key = key;
        this.states = states;
    }

    String key() {
        return key;
    }

    /** The bans that hold; one that was made here a moment ago may be in it twice. */
    List<Ban> bans(long nowMillis) {
        return Stream.concat(fresh.values().stream(), known().bans().values().stream())
                .filter(ban -> ban.holds(nowMillis) && !lifted.contains(ban.id()))
                .toList();
    }

    /** Notes a ban here; {@link #settle} tells the grid. */
    void add(Ban ban) {
        lifted.remove(ban.id());
        fresh.put(ban.id(), ban);
    }

    /** Notes here that a ban is over. */
    void lift(String id) {
        lifted.add(id);
        fresh.remove(id);
    }

    /** The grid has that state; version 0 if it has none. Whether anything differs now. */
    boolean heard(State state) {
        Known now = known();
        if (state.version() < now.version()) {
            if (!now.bans().isEmpty()) {
                forgotten = true;
            }
            return false;
        }
        Known other = Known.of(state);
        return !other.equals(now) && known.compareAndSet(now, other);
    }

    /** Whether the grid does not know everything that this node does. */
    boolean isUnsettled() {
        return forgotten || !fresh.isEmpty() || !lifted.isEmpty();
    }

    /** Tells the grid, within its budget for each attempt; what cannot be told now is told when this is called next. */
    void settle(long nowMillis) {
        if (!settling.compareAndSet(false, true)) {
            return;
        }
        try {
            for (int i = 0; i < ATTEMPTS && isUnsettled(); i++) {
                if (!tell(nowMillis)) {
                    return;
                }
            }
        } finally {
            settling.set(false);
        }
    }

    /** False if the grid is away. */
    private boolean tell(long nowMillis) {
        Known now = known();
        Map<String, Ban> added = Map.copyOf(fresh);
        Set<String> ended = Set.copyOf(lifted);
        Known next = new Known(now.version() + 1, next(nowMillis));
        if (!forgotten && next.bans().equals(now.bans())) {
            settled(added, ended);
            return true;
        }
        Offer offer = states.offer(key, new State(next.version(), text(next)));
        if (offer instanceof Offer.Beaten beaten) {
            later(Known.of(beaten.by()));
            forgotten = false;
        } else if (offer instanceof Offer.Taken) {
            later(next);
            forgotten = false;
            settled(added, ended);
        }
        return !(offer instanceof Offer.Away);
    }

    private void settled(Map<String, Ban> added, Set<String> ended) {
        added.forEach(fresh::remove);
        ended.stream().filter(id -> !known().bans().containsKey(id)).forEach(lifted::remove);
    }

    /** Somebody may have heard of a later one meanwhile. */
    private void later(Known other) {
        known.accumulateAndGet(other, (now, next) -> next.version() < now.version() ? now : next);
    }

    private Known known() {
        return Objects.requireNonNull(known.get());
    }

    private Map<String, Ban> next(long nowMillis) {
        Map<String, Ban> all =
                bans(nowMillis).stream().collect(Collectors.toMap(Ban::id, Function.identity(), (one, other) -> one));
        return all.values().stream()
                .sorted(Comparator.comparingLong(Ban::untilMillis).reversed())
                .limit(MOST)
                .collect(Collectors.toUnmodifiableMap(Ban::id, Function.identity()));
    }

    private static String text(Known known) {
        return known.bans().values().stream().map(Ban::text).collect(Collectors.joining(" "));
    }
}
