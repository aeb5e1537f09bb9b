package dev.noon.boot;

import dev.noon.cache.CacheTallies;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.Scopes;
import dev.noon.control.Clocks;
import dev.noon.policy.ban.Bans;
import dev.noon.policy.idempotency.Repetitions;
import dev.noon.policy.mirror.Mirrors;
import dev.noon.snapshot.PolicyCatalogue;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.Executor;

/** What policies that decide whether requests pass share on a node. */
final class Passage {
    private final PolicyCatalogue.Shares shares;

    Passage(NodeSettings settings, Scopes scopes, CacheTallies tallies, Executor background, Clocks clocks) {
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
                tallies);
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
