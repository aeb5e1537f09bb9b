package dev.noon.boot;

import dev.noon.cache.Scope;
import dev.noon.cache.grid.GridConnection;
import dev.noon.cache.grid.GridRecords;
import dev.noon.cache.grid.GridSettings;
import dev.noon.cache.grid.GridStates;
import dev.noon.control.Clocks;
import dev.noon.members.grid.GridMembers;
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

/** What policies that decide whether requests pass share on a node, and their places in the grid. */
final class Passage {
    private final GridStates states;
    private final GridRecords refusals;
    private final GridRecords repetitions;
    private final GridRecords fetches;
    private final PolicyCatalogue.Shares shares;

    Passage(NodeSettings settings, GridConnection connection, Executor background, Clocks clocks) {
        fetches = new GridRecords(connection, grid(settings, "noon.fetches"), Scope.ROUTING, clocks.ticker());
        states = new GridStates(connection, grid(settings, "noon"), Scope.ROUTING, clocks.ticker());
        refusals = new GridRecords(connection, grid(settings, "noon.refusals"), Scope.ROUTING, clocks.ticker());
        repetitions = new GridRecords(connection, grid(settings, "noon.idempotency"), Scope.ROUTING, clocks.ticker());
        Bans.Surroundings around = new Bans.Surroundings(settings.node(), states, refusals, background, clocks.wall());
        shares = new PolicyCatalogue.Shares(
                new Mirrors(background, Mirrors.MOST),
                new Repetitions(repetitions, Passage::token),
                new Bans(around),
                caching(connection, background, clocks));
    }

    private CacheNode caching(GridConnection connection, Executor background, Clocks clocks) {
        Leases leases =
                new Leases(fetches, new GridMembers(connection.hazelcast()), Passage::token, LockSupport::parkNanos);
        return new CacheNode(
                new Flights(leases, clocks.ticker()::nanos),
                new Refreshes(background, Refreshes.MOST),
                clocks.wall(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** For the catalogue. */
    PolicyCatalogue.Shares shares() {
        return shares;
    }

    Bans bans() {
        return shares.bans();
    }

    /** Opens what is not open in the grid; may block as long as the grid's call timeout. */
    void open() {
        states.open();
        refusals.open();
        repetitions.open();
        fetches.open();
    }

    /** Each kind of record has its own limit on entries, so that none crowds out the others. */
    private static GridSettings grid(NodeSettings settings, String namespace) {
        return new GridSettings(namespace, settings.gridEntries(), settings.gridBudget());
    }

    private static byte[] token() {
        UUID token = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(token.getMostSignificantBits())
                .putLong(token.getLeastSignificantBits())
                .array();
    }
}
