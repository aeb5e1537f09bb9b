package dev.noon.boot;

import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.Scopes;
import dev.noon.control.Clocks;
import dev.noon.policy.ban.Bans;
import dev.noon.policy.cache.CacheNode;
import dev.noon.policy.cache.Flights;
import dev.noon.policy.cache.Leases;
import dev.noon.policy.cache.Refreshes;
import dev.noon.policy.idempotency.Repetitions;
import dev.noon.policy.mirror.Mirrors;
import dev.noon.snapshot.PolicyCatalogue;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What policies that decide whether requests pass share on a node. */
final class Passage {
    private final PolicyCatalogue.Shares shares;

    Passage(NodeSettings settings, CacheSide cache, Executor background, Clocks clocks, BooleanSupplier detached) {
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
                caching(cache, background, clocks, detached),
                cache.tallies());
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

    private static byte[] token() {
        UUID token = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(token.getMostSignificantBits())
                .putLong(token.getLeastSignificantBits())
                .array();
    }
}
