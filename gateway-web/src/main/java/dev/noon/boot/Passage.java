package dev.noon.boot;

import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.Scopes;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.local.LocalRecords;
import dev.noon.control.Clocks;
import dev.noon.counter.ClusterStandings;
import dev.noon.counter.Counters;
import dev.noon.counter.KeptRecords;
import dev.noon.counter.Resets;
import dev.noon.policy.ban.Bans;
import dev.noon.policy.cache.CacheNode;
import dev.noon.policy.cache.Flights;
import dev.noon.policy.cache.Leases;
import dev.noon.policy.cache.Refreshes;
import dev.noon.policy.idempotency.Repetitions;
import dev.noon.policy.limit.LimitNode;
import dev.noon.policy.mirror.Mirrors;
import dev.noon.snapshot.PolicyCatalogue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What policies that decide whether requests pass share on a node. */
final class Passage {
    /** A node that cannot reach the others counts for so many clients. */
    private static final int COUNTERS_ALONE = 100_000;

    /** The grid says by one clock for each record when it is over; the store by that of the node that asks. */
    private static final Duration SHORTLY = Duration.ofSeconds(10);

    private static final Duration LONG = Duration.ofHours(3);

    private static final int SECONDS_BETWEEN_STANDINGS = 2;

    private final PolicyCatalogue.Shares shares;
    private final ClusterStandings standings;
    private final AtomicInteger seconds = new AtomicInteger();

    /** @param counters of quotas, where they outlive every node */
    Passage(
            NodeSettings settings,
            CacheSide cache,
            SharedRecords counters,
            Executor background,
            Clocks clocks,
            BooleanSupplier detached) {
        Scopes scopes = cache.scopes();
        Bans.Surroundings around = new Bans.Surroundings(
                settings.node(),
                scopes.states(Region.of(Scope.ROUTING)),
                scopes.records(Region.REFUSALS),
                background,
                clocks.wall());
        shares = new PolicyCatalogue.Shares(
                new Mirrors(background, Mirrors.MOST),
                new Repetitions(scopes.records(Region.IDEMPOTENCY), Passage::token),
                new Bans(around),
                limits(cache, counters, clocks),
                caching(cache, background, clocks, detached),
                cache.tallies());
        standings = new ClusterStandings(limits()::standings, scopes.records(Region.STANDINGS), cache.members());
    }

    private static LimitNode limits(CacheSide cache, SharedRecords stored, Clocks clocks) {
        Counters.Pause pause = LockSupport::parkNanos;
        Resets resets = new Resets();
        IntSupplier members = () -> cache.members().current().size();
        BiFunction<SharedRecords, Duration, Counters> counters = (records, grace) ->
                new Counters(new Counters.Around(records, cache.clock(), members, resets, grace, pause));
        Scopes scopes = cache.scopes();
        KeptRecords quotas =
                new KeptRecords(scopes.records(Region.of(Scope.QUOTA)), stored, Counters.byAge(), clocks.ticker());
        return new LimitNode(
                new LimitNode.Kept(
                        counters.apply(scopes.records(Region.of(Scope.THROTTLE)), SHORTLY),
                        counters.apply(quotas, LONG),
                        counters.apply(stored, LONG),
                        counters.apply(new LocalRecords(clocks.ticker(), COUNTERS_ALONE), SHORTLY),
                        resets),
                quotas,
                new LimitNode.Waiting(clocks.ticker(), pause));
    }

    private static CacheNode caching(CacheSide cache, Executor background, Clocks clocks, BooleanSupplier detached) {
        Leases leases = new Leases(
                cache.scopes().records(Region.FETCHES), cache.members(), Passage::token, LockSupport::parkNanos);
        return new CacheNode(
                new Flights(leases, clocks.ticker()::nanos),
                new Refreshes(background, Refreshes.MOST),
                clocks.wall(),
                detached,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** For the catalogue. */
    PolicyCatalogue.Shares shares() {
        return shares;
    }

    Bans bans() {
        return shares.bans();
    }

    LimitNode limits() {
        return shares.limits();
    }

    /** Looks after limits; for a timer of its own, since it waits for the grid and the store. */
    void everySecond() {
        limits().everySecond();
        if (seconds.incrementAndGet() % SECONDS_BETWEEN_STANDINGS == 0) {
            standings.publish();
        }
    }

    /** How counters of limits stand on all nodes. */
    ClusterStandings standings() {
        return standings;
    }

    private static byte[] token() {
        UUID token = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(token.getMostSignificantBits())
                .putLong(token.getLeastSignificantBits())
                .array();
    }
}
