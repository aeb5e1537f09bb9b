package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RecordingUpstream;
import dev.noon.it.http.Reply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Questions to another upstream on real nodes: what is asked, what becomes of the answer, and what of none. */
@OnCluster
class ApiCallIT {
    private static final String ASKS =
            "apiCall: { upstream: %s, path: \"/rates/${query.of}\", timeout: 400ms%s }\n" + "      name: rates";
    private static final String READS =
            "requestHeaders: { set: { X-Rate: \"${call.rates.body.$.mid}\", X-Status: \"${call.rates.status}\" } }";

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final Cluster cluster;
    private final Node node;

    ApiCallIT(Cluster cluster) {
        this.cluster = cluster;
        this.node = cluster.node(1);
    }

    @Test
    void anAnswerFeedsWhatTheUpstreamSeesAndIsKeptByItself() {
        try (RecordingUpstream upstream = upstream();
                RecordingUpstream rates = rates()) {
            apply(proxy("call-kept", upstream, rates, ", cache: { ttl: 10m }"));

            assertThat(get("/call-kept?of=usd", "Authorization", "Bearer x").status())
                    .isEqualTo(200);
            assertThat(upstream.last().headers().text("X-Rate")).isEqualTo("0.91");
            assertThat(upstream.last().headers().text("X-Status")).isEqualTo("200");
            assertThat(rates.last().method() + " " + rates.last().target()).isEqualTo("GET /rates/usd");
            assertThat(rates.last().headers().has("Authorization")).isFalse();
            assertThat(rates.last().headers().text("X-Request-Id"))
                    .isEqualTo(upstream.last().headers().text("X-Request-Id"));

            assertThat(get("/call-kept?of=usd").status()).isEqualTo(200);
            assertThat(cluster.http()
                            .get(cluster.node(2).url("/call-kept?of=usd"))
                            .status())
                    .isEqualTo(200);
            assertThat(upstream.requests()).hasSize(3);
            assertThat(upstream.last().headers().text("X-Rate")).isEqualTo("0.91");
            assertThat(rates.requests()).hasSize(1);

            assertThat(cluster.admin().purge("call-kept").complete()).isTrue();
            assertThat(get("/call-kept?of=usd").status()).isEqualTo(200);
            assertThat(rates.requests()).hasSize(2);
        }
    }

    @Test
    void whatAClientWritesBecomesNoOtherQuestion() {
        try (RecordingUpstream upstream = upstream();
                RecordingUpstream rates = rates()) {
            apply(proxy("call-path", upstream, rates, ""));
            assertThat(get("/call-path?of=..%2Fadmin").status()).isEqualTo(400);
            assertThat(get("/call-path?of=a%3Fb%23c").status()).isEqualTo(200);
            assertThat(rates.last().target()).isEqualTo("/rates/a%3Fb%23c");
            assertThat(rates.requests()).hasSize(1);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void withoutAnAnswerInTimeTheRequestFailsOrGoesOn() {
        try (RecordingUpstream upstream = upstream();
                RecordingUpstream rates = rates()) {
            apply(proxy("call-late", upstream, rates, ""));
            long began = System.nanoTime();
            Reply late = get("/call-late?of=slow");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(late.status()).isEqualTo(502);
            assertThat(late.text()).contains("problems/call-failed");
            assertThat(get("/call-late?of=none").status()).isEqualTo(502);
            assertThat(upstream.requests()).isEmpty();

            apply(proxy("call-late", upstream, rates, ", onError: continue"));
            assertThat(get("/call-late?of=slow").status()).isEqualTo(200);
            assertThat(upstream.last().headers().text("X-Rate")).isEmpty();
            assertThat(get("/call-late?of=usd").status()).isEqualTo(200);
            assertThat(upstream.last().headers().text("X-Rate")).isEqualTo("0.91");
        }
    }

    @Test
    void aVariableOfNobodysAnswerIsRefusedAndSoIsAnUpstreamThatIsNotThere() {
        try (RecordingUpstream upstream = upstream()) {
            AdminAnswer unknown = cluster.admin().apply(Definitions.proxy("call-wrong", upstream.url(), READS));
            assertThat(unknown.status()).isEqualTo(422);
            assertThat(unknown.reply().text()).contains("no apiCall named rates stands in front of it");
            AdminAnswer nobody = cluster.admin()
                    .apply(Definitions.proxy("call-wrong", upstream.url(), ASKS.formatted("call-nobody", ""), READS));
            assertThat(nobody.status()).isEqualTo(422);
            assertThat(nobody.reply().text()).contains("/spec/policies/0/apiCall/upstream", "call-nobody");
            assertThat(get("/call-wrong").status()).isEqualTo(404);
        }
    }

    private static String proxy(String name, RecordingUpstream upstream, RecordingUpstream rates, String more) {
        return Definitions.upstream(name + "-rates", rates.url(), "") + "---\n"
                + Definitions.proxy(name, upstream.url(), ASKS.formatted(name + "-rates", more), READS);
    }

    private static RecordingUpstream upstream() {
        return RecordingUpstream.start((request, reply) -> reply.text("ok"));
    }

    private static RecordingUpstream rates() {
        return RecordingUpstream.start((request, reply) -> {
            if (request.target().endsWith("slow")) {
                reply.begin(200, Headers.of("Content-Type", "application/json"));
                for (int i = 0; i < 30; i++) {
                    reply.chunk(new byte[] {' '});
                    NEVER.await(100, TimeUnit.MILLISECONDS);
                }
                reply.end();
            } else if (request.target().endsWith("none")) {
                reply.send(404, new byte[0], Headers.of());
            } else {
                reply.text("{\"mid\":0.91}", "Content-Type", "application/json");
            }
        });
    }

    private Reply get(String target, String... headers) {
        return cluster.http().get(node.url(target), headers);
    }

    private void apply(String definitions) {
        AdminAnswer answer = cluster.admin().apply(definitions);
        assertThat(answer.complete()).as(answer.toString()).isTrue();
    }
}
