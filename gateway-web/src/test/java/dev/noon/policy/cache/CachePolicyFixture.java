package dev.noon.policy.cache;

import dev.noon.cache.CacheSeries;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.CacheTally;
import dev.noon.cache.Scope;
import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.members.Members;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.Coherence;
import dev.noon.policy.FakeResponses;
import dev.noon.policy.MemoryRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** A cache policy under test, in front of an upstream that says what the test wants. */
abstract class CachePolicyFixture {
    static final int MAX_OBJECT = 200_000;

    final FakeResponses cache = new FakeResponses();
    final MemoryRecords leases = new MemoryRecords();
    Coherence coherence = Coherence.EVENTUAL;
    CacheSpec.Key.Identity identity = CacheSpec.Key.Identity.CALLER;
    CacheUpkeep upkeep = CacheUpkeep.DEFAULT;
    boolean detached;
    /** Runs at once what has to be done in the background. */
    final CacheNode node = new CacheNode(
            new Flights(
                    new Leases(leases, Members.none(), () -> new byte[16], LockSupport::parkNanos), System::nanoTime),
            new Refreshes(Runnable::run, 1),
            () -> cache.nowMillis,
            () -> detached,
            () -> 0);

    final CacheTally tally = new CacheTallies(() -> 0, 10).of(new CacheSeries(Scope.PROXY, "loans", "", "cache"), 3);

    CachePolicy policy = policy(CacheLife.of(Duration.ofSeconds(60)), CacheConduct.DEFAULT);
    Reply upstream = Requests.reply(200, "hello", "Content-Type: text/plain");
    int fetches;
    Exchange last = Requests.exchange(get());

    Reply ask(Request request) throws IOException {
        return ask(request, exchange -> {
            fetches++;
            return new Reply(upstream.status(), upstream.headers().copy(), upstream.body());
        });
    }

    Reply ask(Request request, Chain next) throws IOException {
        last = Requests.exchange(request);
        return policy.handle(last, next);
    }

    CachePolicy policy(CacheLife life, CacheConduct conduct) {
        return policy(new CacheSpec.Kept(List.of("GET"), MAX_OBJECT, true), life, conduct);
    }

    CachePolicy policy(CacheSpec.Kept kept, CacheLife life, CacheConduct conduct) {
        CacheSpec spec = new CacheSpec(
                "cache",
                CacheSpec.CacheStorage.TIERED,
                coherence,
                new CacheSpec.Key.Query(Optional.empty(), identity),
                kept,
                life,
                conduct,
                upkeep);
        return new CachePolicy(spec, new CachePlace(Scope.PROXY, "loans", 3, false).counting(tally), cache, node);
    }

    String stored() {
        StoredResponse stored = cache.entries.values().iterator().next();
        return new String(stored.body(), StandardCharsets.UTF_8);
    }

    static Request get(String... lines) {
        return Requests.of("GET", "/loans", lines);
    }

    /** A request of a caller that the gateway knows. */
    static Request by(String caller, boolean authorized, String... lines) {
        return get(lines).by(new Caller(Optional.empty(), Optional.empty(), Map.of(), caller, authorized));
    }

    static Reply stream(String text, OptionalLong length) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new Reply(200, Requests.headers(), new Body.Stream(in, length, true));
    }

    static String text(Reply reply) {
        return new String(((Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }

    static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new BrokenBody(Cause.UPSTREAM_TRUNCATED, new IOException("gone"));
        }
    }
}
