package dev.noon.snapshot;

import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.Lookup;
import dev.noon.cache.Patience;
import dev.noon.cache.ResponseCache;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedStates;
import dev.noon.cache.Stamps;
import dev.noon.cache.Storage;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.local.LocalRecords;
import dev.noon.counter.Counters;
import dev.noon.counter.KeptRecords;
import dev.noon.counter.Resets;
import dev.noon.members.Members;
import dev.noon.policy.ban.Bans;
import dev.noon.policy.cache.CacheNode;
import dev.noon.policy.cache.Flights;
import dev.noon.policy.cache.Leases;
import dev.noon.policy.cache.Refreshes;
import dev.noon.policy.idempotency.Repetitions;
import dev.noon.policy.limit.LimitNode;
import dev.noon.policy.mirror.Mirrors;
import dev.noon.upstream.AddressRule;
import dev.noon.upstream.UpstreamSettings;
import dev.noon.upstream.Upstreams;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.credential.CredentialSenders;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Policy catalogues, and compilers that work with them, for tests. */
final class Catalogues {
    private Catalogues() {}

    /** Every policy there is, with a cache that has nothing and must not be filled. */
    static PolicyCatalogue withoutCache() {
        return new PolicyCatalogue(new NoCache(), () -> 0, 1 << 20, shares());
    }

    /** A compiler of environment {@code dev} with every policy and real pools that connect to nobody. */
    static SnapshotCompiler compiler(SharedResources resources, SecretSource secrets) {
        Upstreams upstreams = new Upstreams(
                UpstreamSettings.forThreads(4, AddressRule.ANY),
                new Upstreams.Surroundings(() -> 0, () -> 0, Runnable::run),
                new Breakers(
                        new Breakers.Surroundings("node-1", SharedStates.none(), Runnable::run, () -> 0, () -> 0)));
        CredentialSenders credentials = new CredentialSenders(upstreams, () -> 0, Runnable::run);
        return new SnapshotCompiler(
                "dev", new SnapshotCompiler.Parts(withoutCache(), resources, upstreams, credentials, secrets, () -> 0));
    }

    private static PolicyCatalogue.Shares shares() {
        return new PolicyCatalogue.Shares(
                new Mirrors(Runnable::run, 1),
                new Repetitions(SharedRecords.none(), () -> new byte[16]),
                new Bans(new Bans.Surroundings(
                        "node-1", SharedStates.none(), SharedRecords.none(), Runnable::run, () -> 0)),
                limits(),
                new CacheNode(
                        new Flights(
                                new Leases(
                                        SharedRecords.none(),
                                        Members.none(),
                                        () -> new byte[16],
                                        LockSupport::parkNanos),
                                () -> 0),
                        new Refreshes(Runnable::run, 1),
                        () -> 0,
                        () -> false,
                        () -> 0),
                new CacheTallies(() -> 0, 100));
    }

    private static LimitNode limits() {
        Counters counters = new Counters(new Counters.Around(
                new LocalRecords(() -> 0, 10), () -> 0, () -> 1, new Resets(), Duration.ZERO, LockSupport::parkNanos));
        return new LimitNode(
                new LimitNode.Kept(counters, counters, counters, counters, new Resets()),
                new KeptRecords(SharedRecords.none(), SharedRecords.none(), Counters.byAge(), () -> 0),
                new LimitNode.Waiting(() -> 0, LockSupport::parkNanos));
    }

    private static final class NoCache implements ResponseCache {
        @Override
        public Lookup find(CacheKey key, Storage storage, Patience patience) {
            return Lookup.Miss.ABSENT;
        }

        @Override
        public void put(CacheKey key, StoredResponse response, Storage storage, Patience patience) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stamps.Verdict judge(CacheKey key, StoredResponse response) {
            return Stamps.Verdict.VALID;
        }

        @Override
        public long operation() {
            return 0;
        }

        @Override
        public boolean end(CacheKey key, StoredResponse end, Storage storage) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long changes() {
            return 0;
        }

        @Override
        public boolean hasEnded(CacheKey key, long changes) {
            return false;
        }
    }
}
