package dev.noon.control.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.Author;
import dev.noon.control.Clocks;
import dev.noon.control.Event;
import dev.noon.control.EventLog;
import dev.noon.control.Events;
import dev.noon.control.Forbidden;
import dev.noon.control.MemoryStores;
import dev.noon.control.NotFound;
import dev.noon.control.StoreUnavailable;
import dev.noon.control.Stores;
import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import dev.noon.control.access.TokenText;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TokensTest {
    private static final Author ANN = new Author("ann", "tokens", "127.0.0.1", "request");
    private static final Grants ADMIN = Grants.administrator("dev");

    private final MemoryStores memory = new MemoryStores();
    private final Stores stores = memory.stores();
    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final Clocks clocks = new Clocks(() -> millis.get() * 1_000_000, millis::get);
    private final Tokens tokens =
            new Tokens(stores.tokens(), new Events("dev", stores.events(), clocks), clocks, new Random(7));
    private final KnownTokens node = new KnownTokens(stores.tokens(), clocks);

    @Test
    void a_token_opens_what_it_was_given_until_it_ends() {
        Issued issued = create("ci", "publisher:dev:retail");

        assertThat(recognise(issued.text())).isInstanceOfSatisfying(Recognition.Known.class, known -> {
            assertThat(known.identity().name())
                    .isEqualTo("ci (" + issued.token().id() + ")");
            assertThat(known.identity().grants().texts()).containsExactly("publisher:dev:retail");
        });
        millis.addAndGet(Duration.ofDays(1).toMillis());
        assertThat(recognise(issued.text())).isInstanceOf(Recognition.Unknown.class);
    }

    @Test
    void the_store_and_the_log_never_see_the_secret() {
        Issued issued = create("ci", "reader:dev");
        String kept = stores.tokens().all() + "" + stores.events().range("dev", 1, 10);

        assertThat(kept)
                .contains(issued.token().id())
                .doesNotContain(issued.text().secret());
    }

    @Test
    void a_revocation_holds_at_once_for_writes_and_within_two_seconds_for_reads() {
        Issued issued = create("ci", "reader:dev");
        assertThat(recognise(issued.text())).isInstanceOf(Recognition.Known.class);

        tokens.revoke(issued.token().id(), ADMIN, ANN);

        assertThat(node.recognise(issued.text(), true)).isInstanceOf(Recognition.Unknown.class);
        KnownTokens other = new KnownTokens(stores.tokens(), clocks);
        assertThat(other.recognise(issued.text(), false)).isInstanceOf(Recognition.Unknown.class);
    }

    @Test
    void a_node_that_remembers_a_token_forgets_it_a_second_after_it_was_revoked() {
        Issued issued = create("ci", "reader:dev");
        recognise(issued.text());
        tokens.revoke(issued.token().id(), ADMIN, ANN);

        assertThat(recognise(issued.text())).isInstanceOf(Recognition.Known.class);
        millis.addAndGet(1_001);
        assertThat(recognise(issued.text())).isInstanceOf(Recognition.Unknown.class);
    }

    @Test
    void a_wrong_secret_costs_no_look_at_the_store_and_opens_nothing() {
        Issued issued = create("ci", "reader:dev");
        recognise(issued.text());
        int before = memory.calls();

        TokenText guess = new TokenText(issued.token().id(), "0".repeat(64));
        for (int i = 0; i < 100; i++) {
            assertThat(node.recognise(guess, true)).isInstanceOf(Recognition.Unknown.class);
        }
        assertThat(memory.calls()).isEqualTo(before);
    }

    @Test
    void a_storm_of_identifiers_nobody_knows_is_looked_up_twenty_times_a_second_and_shuts_nobody_out() {
        Issued issued = create("ci", "reader:dev");
        recognise(issued.text());
        int before = memory.calls();
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            assertThat(recognise(TokenText.generate(random))).isNotInstanceOf(Recognition.Known.class);
        }
        assertThat(memory.calls() - before).isLessThanOrEqualTo(20);
        assertThat(recognise(TokenText.generate(random))).isInstanceOf(Recognition.Busy.class);
        assertThat(recognise(issued.text())).isInstanceOf(Recognition.Known.class);

        millis.addAndGet(1_000);
        assertThat(recognise(create("new", "reader:dev").text())).isInstanceOf(Recognition.Known.class);
    }

    @Test
    void while_the_store_is_away_nobody_can_tell() {
        Issued issued = create("ci", "reader:dev");
        recognise(issued.text());
        memory.away(true);

        assertThat(recognise(issued.text())).isInstanceOf(Recognition.Known.class);
        assertThat(node.recognise(issued.text(), true)).isInstanceOf(Recognition.Unsure.class);
        millis.addAndGet(1_001);
        assertThat(recognise(issued.text())).isInstanceOf(Recognition.Unsure.class);
    }

    @Test
    void making_and_revoking_leave_an_event_each_and_revoking_again_none() {
        Issued issued = create("ci", "reader:dev");
        tokens.revoke(issued.token().id(), ADMIN, ANN);
        tokens.revoke(issued.token().id(), ADMIN, ANN);

        List<Event> events = stores.events().range("dev", 1, 10);
        assertThat(events).extracting(event -> event.deed().action()).containsExactly("token-created", "token-revoked");
        assertThat(events.get(1).previous()).isEqualTo(events.get(0).hash());
        assertThat(events).allMatch(Event::intact);
    }

    @Test
    void without_the_store_nothing_is_made() {
        memory.away(true);
        assertThatThrownBy(() -> create("ci", "reader:dev")).isInstanceOf(StoreUnavailable.class);
        memory.away(false);
        assertThat(stores.tokens().all()).isEmpty();
    }

    @Test
    void without_its_record_nothing_is_made_and_nothing_revoked() {
        Issued issued = create("ci", "reader:dev");
        Tokens unrecorded = new Tokens(
                stores.tokens(), new Events("dev", new Unwritable(stores.events()), clocks), clocks, new Random(8));
        NewToken wanted = new NewToken("more", new Grants(List.of(Grant.parse("reader:dev"))), Duration.ofDays(1));

        assertThatThrownBy(() -> unrecorded.create(wanted, ADMIN, ANN)).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> unrecorded.revoke(issued.token().id(), ADMIN, ANN))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(stores.tokens().all()).containsExactly(issued.token());
        assertThat(recognise(issued.text())).isInstanceOf(Recognition.Known.class);
    }

    @Test
    void nobody_gives_or_takes_more_than_they_administer() {
        Grants retail = new Grants(List.of(Grant.parse("administrator:dev:retail")));
        Issued vault = create("vault", "reader:dev:vault");
        Issued both = create("both", "reader:dev:vault", "reader:dev:retail");
        NewToken wanted = new NewToken("more", new Grants(List.of(Grant.parse("reader:dev"))), Duration.ofDays(1));

        assertThatThrownBy(() -> tokens.create(wanted, retail, ANN)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> tokens.revoke(vault.token().id(), retail, ANN))
                .isInstanceOfSatisfying(
                        Forbidden.class, e -> assertThat(e.isHidden()).isTrue());
        assertThatThrownBy(() -> tokens.revoke(both.token().id(), retail, ANN)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> tokens.revoke("000000000000", retail, ANN)).isInstanceOf(NotFound.class);
        assertThat(tokens.list(retail)).containsExactly(both.token());
        assertThat(tokens.list(new Grants(List.of(Grant.parse("publisher:dev")))))
                .isEmpty();
    }

    @Test
    void a_token_that_ended_a_month_ago_is_forgotten() {
        create("ci", "reader:dev");
        millis.addAndGet(Duration.ofDays(30).toMillis());
        tokens.sweep();
        assertThat(stores.tokens().all()).hasSize(1);
        millis.addAndGet(Duration.ofDays(2).toMillis());
        tokens.sweep();
        assertThat(stores.tokens().all()).isEmpty();
    }

    private Recognition recognise(TokenText text) {
        return node.recognise(text, false);
    }

    private Issued create(String name, String... grants) {
        Grants given = new Grants(List.of(grants).stream().map(Grant::parse).toList());
        return tokens.create(new NewToken(name, given, Duration.ofDays(1)), ADMIN, ANN);
    }

    /** A log that can be read only, while everything else of the store can be written. */
    private record Unwritable(EventLog log) implements EventLog {
        @Override
        public long head(String environment) {
            return log.head(environment);
        }

        @Override
        public List<Event> range(String environment, long first, int count) {
            return log.range(environment, first, count);
        }

        @Override
        public boolean append(Event event) {
            throw new StoreUnavailable("nothing can be recorded");
        }
    }
}
