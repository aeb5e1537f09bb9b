package dev.noon.policy.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.SharedStates;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import dev.noon.model.Template;
import dev.noon.model.policy.ClientBanSpec;
import dev.noon.model.policy.ClientBanSpec.Terms;
import dev.noon.policy.MemoryRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientBanPolicyTest {
    private static final Terms TERMS = new Terms(3, Duration.ofMinutes(1), Duration.ofMinutes(15));

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final MemoryRecords records = new MemoryRecords();
    private final Bans bans =
            new Bans(new Bans.Surroundings("node-1", SharedStates.none(), records, Runnable::run, millis::get));
    private final ClientBanPolicy policy = policy("${client.ip}");

    @Test
    void who_was_refused_too_often_is_not_served_for_a_time() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(send(policy, 401).status()).isEqualTo(401);
        }
        Exchange banned = Requests.exchange(Requests.of("GET", "/"));
        Reply refusal = policy.handle(banned, exchange -> Requests.reply(200, ""));
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.headers().valueOr("Retry-After", "")).isEqualTo("900");
        assertThat(banned.cause()).isEqualTo(Cause.CLIENT_BANNED);

        millis.addAndGet(Duration.ofMinutes(15).toMillis());
        assertThat(send(policy, 200).status()).isEqualTo(200);
    }

    @Test
    void only_refusals_in_the_window_count_and_answers_never_do() throws IOException {
        send(policy, 403);
        send(policy, 429);
        millis.addAndGet(60_001);
        send(policy, 401);
        send(policy, 404);
        send(policy, 200);
        send(policy, 401);
        assertThat(bans.list()).isEmpty();
        send(policy, 401);
        assertThat(bans.list()).hasSize(1);
    }

    @Test
    void requests_of_the_banned_do_not_prolong_their_ban() throws IOException {
        for (int i = 0; i < 30; i++) {
            send(policy, 401);
        }
        assertThat(bans.list()).singleElement().satisfies(ban -> {
            assertThat(ban.untilMillis()).isEqualTo(1_000_000 + 15 * 60_000);
            assertThat(ban.client()).isEqualTo("192.0.2.7");
            assertThat(ban.owner()).isEqualTo("ApiProxy/loans");
        });
        assertThat(bans.bannedSoFar()).isEqualTo(1);
        assertThat(bans.refusedSoFar()).isEqualTo(27);
        assertThat(records.size()).as("what led to the ban is forgotten").isZero();
    }

    @Test
    void one_clients_refusals_are_not_anothers_and_who_cannot_be_told_apart_is_not_counted() throws IOException {
        ClientBanPolicy byHeader = policy("${header.X-Client}");
        for (int i = 0; i < 5; i++) {
            send(byHeader, 401, "X-Client: a");
            send(byHeader, 401);
        }
        assertThat(send(byHeader, 200, "X-Client: a").status()).isEqualTo(403);
        assertThat(send(byHeader, 200, "X-Client: b").status()).isEqualTo(200);
        assertThat(send(byHeader, 200).status()).isEqualTo(200);
        assertThat(bans.list()).singleElement().satisfies(ban -> assertThat(ban.client())
                .as("a header may be a secret")
                .isEmpty());
    }

    @Test
    void a_ban_that_is_lifted_is_over_and_counting_begins_anew() throws IOException {
        for (int i = 0; i < 3; i++) {
            send(policy, 401);
        }
        bans.lift(bans.list().get(0).id());
        assertThat(bans.list()).isEmpty();
        assertThat(send(policy, 401).status()).isEqualTo(401);
        assertThat(send(policy, 401).status()).isEqualTo(401);
        assertThat(send(policy, 200).status()).isEqualTo(200);
        send(policy, 401);
        assertThat(send(policy, 200).status()).isEqualTo(403);
        bans.lift("");
        assertThat(send(policy, 200).status()).isEqualTo(200);
    }

    @Test
    void without_the_grid_a_node_counts_and_bans_by_itself() throws IOException {
        records.away(true);
        send(policy, 401);
        send(policy, 401);
        assertThat(bans.list()).isEmpty();
        send(policy, 401);
        assertThat(send(policy, 200).status()).isEqualTo(403);
    }

    @Test
    void what_the_grid_has_of_a_ban_reads_back_to_it() {
        Ban ban = new Ban("0a", "ApiProxy/loans", "a, b\n c%ü", 5, 7, "node 1");
        assertThat(ban.text()).doesNotContain(" ").doesNotContain("\n");
        assertThat(Ban.of(ban.text())).contains(ban);
        assertThat(Ban.of("")).isEmpty();
        assertThat(Ban.of("a,b,c,d,e,f")).isEmpty();
    }

    private static Reply send(ClientBanPolicy to, int status, String... lines) throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/", lines));
        return to.handle(exchange, each -> Requests.reply(status, ""));
    }

    private ClientBanPolicy policy(String by) {
        return new ClientBanPolicy(
                new ClientBanSpec("clientBan", TERMS, Template.parse(by), new TreeSet<>(List.of(401, 403, 429))),
                "ApiProxy/loans",
                bans);
    }
}
