package dev.noon.policy.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Freshness;
import dev.noon.cache.Region;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.Stamps;
import dev.noon.cache.grid.GridConnection;
import dev.noon.cache.grid.GridScopes;
import dev.noon.cache.grid.GridSettings;
import dev.noon.exchange.Body;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.IdempotencySpec;
import dev.noon.model.policy.IdempotencySpec.Asked;
import dev.noon.model.policy.IdempotencySpec.Kept;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import dev.noon.upstream.TwoMembers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The same key on two nodes at once, over a real grid. */
class ClusterIdempotencyTest {
    private final AtomicLong tokens = new AtomicLong();
    private final AtomicInteger effects = new AtomicInteger();

    @Test
    void of_many_requests_on_two_nodes_at_once_one_has_an_effect() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (TwoMembers grid = new TwoMembers()) {
            List<IdempotencyPolicy> nodes = List.of(node(grid.oneConnection), node(grid.twoConnection));
            for (int round = 1; round <= 20; round++) {
                String key = "Idempotency-Key: round-" + round;
                List<Callable<Reply>> requests = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    IdempotencyPolicy node = nodes.get(i % 2);
                    requests.add(() -> send(node, key));
                }
                int first = 0;
                for (Future<Reply> reply : threads.invokeAll(requests)) {
                    boolean replayed = reply.get().headers().has("Idempotency-Replayed");
                    assertThat(reply.get().status()).isIn(201, 409);
                    first += reply.get().status() == 201 && !replayed ? 1 : 0;
                }
                assertThat(first).isEqualTo(1);
                assertThat(effects).hasValue(round);
                for (IdempotencyPolicy node : nodes) {
                    assertThat(text(send(node, key))).isEqualTo("effect " + round);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Reply send(IdempotencyPolicy node, String key) throws Exception {
        try (Exchange exchange = Requests.exchange(Requests.of("POST", "/pay", Requests.body("x", true), key))) {
            return node.handle(exchange, each -> Requests.reply(201, "effect " + effects.incrementAndGet()));
        }
    }

    private static String text(Reply reply) {
        return new String(((Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
    }

    private IdempotencyPolicy node(GridConnection connection) {
        GridSettings settings = new GridSettings("idempotency", 1_000, Duration.ofSeconds(10));
        Freshness freshness = new Freshness(new Stamps(), WallClock.system());
        GridScopes scopes = new GridScopes(connection, settings, freshness, Ticker.system());
        SharedRecords records = scopes.records(Region.IDEMPOTENCY);
        assertThat(scopes.open()).isTrue();
        Asked asked = new Asked(Asked.DEFAULT_HEADER, Asked.DEFAULT_METHODS, false);
        return new IdempotencyPolicy(
                new IdempotencySpec("idempotency", asked, Optional.empty(), Kept.DEFAULT, false),
                "loans",
                IdempotencyPolicyTest.repetitions(records, tokens));
    }
}
