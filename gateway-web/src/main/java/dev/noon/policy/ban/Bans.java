package dev.noon.policy.ban;

import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedStates;
import dev.noon.cache.SharedStates.State;
import dev.noon.model.policy.ClientBanSpec.Terms;
import dev.noon.time.WallClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is banned on this node, which is whoever is on any: bans are shared through the grid, and a node that misses the
 * message asks for them each second. While the grid is away a node bans by itself and tells later. Looking costs a lookup
 * in the heap, and nothing where nobody is banned. Thread-safe.
 */
public final class Bans {
    /**
     * What bans work with.
     *
     * @param node the node's name
     * @param states where bans are shared
     * @param refusals where refusals are counted for all nodes
     * @param background runs what tells the grid; a task may block for the grid budget
     */
    public record Surroundings(
            String node, SharedStates states, SharedRecords refusals, Executor background, WallClock clock) {}

    private static final int SHARDS = 64;

    private final Surroundings around;
    private final Refusals refusals;
    private final List<BanShard> shards;
    private final Map<String, BanShard> byKey;
    private final LongAdder banned = new LongAdder();
    private final LongAdder refused = new LongAdder();
    /** Everybody who is banned, by id; replaced whole, never changed. */
    private volatile Map<String, Ban> inForce = Map.of();

    private volatile boolean wanted;

    public Bans(Surroundings around) {
        this.around = around;
        this.refusals = new Refusals(around.refusals(), around.background(), around.clock());
        this.shards = IntStream.range(0, SHARDS)
                .mapToObj(index -> new BanShard("bans/" + index, around.states()))
                .toList();
        this.byKey = shards.stream().collect(Collectors.toUnmodifiableMap(BanShard::key, Function.identity()));
        around.states().listen(this::heard);
    }

    /** Somebody may ban or be banned: from now on the grid is asked. */
    void want() {
        wanted = true;
    }

    /** Whether nobody at all is banned. */
    boolean isEmpty() {
        return inForce.isEmpty();
    }

    /** Milliseconds that the ban of {@code id} has to go; 0 if there is none. */
    long leftMillis(String id) {
        Ban ban = inForce.get(id);
        long left = ban == null ? 0 : ban.untilMillis() - around.clock().millis();
        if (left > 0) {
            refused.increment();
        }
        return Math.max(0, left);
    }

    /**
     * Counts a refusal, on all nodes together, in the background; one too many is a ban.
     *
     * @param client who it was, if that may be shown; else empty
     */
    void refused(String id, String owner, String client, Terms terms) {
        refusals.add(id, terms, () -> ban(id, owner, client, terms));
    }

    private void ban(String id, String owner, String client, Terms terms) {
        long now = around.clock().millis();
        Ban ban = new Ban(id, owner, client, now, now + terms.lasting().toMillis(), around.node());
        banned.increment();
        BanShard shard = shard(id);
        shard.add(ban);
        renew();
        shard.settle(now);
    }

    /** Everybody who is banned, the latest first. */
    public List<Ban> list() {
        long now = around.clock().millis();
        return inForce.values().stream()
                .filter(ban -> ban.holds(now))
                .sorted(Comparator.comparingLong(Ban::sinceMillis).reversed().thenComparing(Ban::id))
                .toList();
    }

    /** The ban of that id, if it holds. */
    public Optional<Ban> find(String id) {
        return list().stream().filter(ban -> ban.id().equals(id)).findFirst();
    }

    /** Ends the ban of {@code id}, or all if it is empty, on an operator's word that every node hears. */
    public void lift(String id) {
        for (BanShard shard : id.isEmpty() ? shards : List.of(shard(id))) {
            List<String> ids = shard.bans(around.clock().millis()).stream()
                    .map(Ban::id)
                    .filter(each -> id.isEmpty() || each.equals(id))
                    .toList();
            ids.forEach(shard::lift);
            ids.forEach(refusals::forget);
            settleLater(shard);
        }
        renew();
    }

    /** Asks the grid what the other nodes know, and tells it what it does not; about once a second. Never blocks. */
    public void poll() {
        if (!wanted) {
            return;
        }
        around.states().ask(byKey.keySet(), this::heard);
        shards.stream().filter(BanShard::isUnsettled).forEach(this::settleLater);
        refusals.sweep();
        renew();
    }

    /** How many are banned. */
    public int size() {
        return inForce.size();
    }

    /** How often this node has banned somebody. */
    public long bannedSoFar() {
        return banned.sum();
    }

    /** How many requests of the banned this node has refused. */
    public long refusedSoFar() {
        return refused.sum();
    }

    private void heard(String key, State state) {
        BanShard shard = byKey.get(key);
        if (shard != null && shard.heard(state)) {
            renew();
        }
    }

    private synchronized void renew() {
        long now = around.clock().millis();
        inForce = shards.stream()
                .flatMap(shard -> shard.bans(now).stream())
                .collect(Collectors.toUnmodifiableMap(
                        Ban::id,
                        Function.identity(),
                        (one, other) -> one.untilMillis() < other.untilMillis() ? other : one));
    }

    private void settleLater(BanShard shard) {
        try {
            around.background().execute(() -> shard.settle(around.clock().millis()));
        } catch (RejectedExecutionException e) {
            // The node is about to stop; what it knows and the grid does not ends with it.
            return;
        }
    }

    private BanShard shard(String id) {
        return shards.get(Math.floorMod(id.hashCode(), SHARDS));
    }
}
