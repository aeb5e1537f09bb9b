package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Selection;
import dev.noon.control.Operation.Command;
import dev.noon.control.access.AccessToken;
import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import dev.noon.control.audit.Audit;
import dev.noon.control.audit.AuditEntry;
import dev.noon.control.audit.AuditFilter;
import dev.noon.control.audit.AuditPage;
import dev.noon.control.audit.ChainCheck;
import dev.noon.control.audit.Checked;
import dev.noon.control.audit.Cursor;
import dev.noon.control.audit.Entries;
import dev.noon.control.audit.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The three logs read as one, and edited behind everybody's back. */
final class AuditTest {
    private static final Grants ADMIN = Grants.administrator("dev");

    private final MemoryStores memory = new MemoryStores();
    private final Stores stores = memory.stores();
    private final FakeClock clock = new FakeClock();
    private final ControlPlane manager = new ControlPlane(stores, clock);
    private final Events events = new Events("dev", stores.events(), clock.clocks());
    private final Audit audit = new Audit(
            "dev", stores, new Entries(new Projects(manager.deployments.bodies()), manager.deployments::head));
    private final ChainCheck check = new ChainCheck("dev", stores, clock);

    AuditTest() {
        manager.apply(ControlPlane.BACKEND + proxy("loans", "retail") + proxy("gold", "vault"));
        clock.passSeconds(1);
        manager.purges.purge(new Command.Purge(Selection.proxy("gold")), author("bob", "purge"), Duration.ZERO);
        clock.passSeconds(1);
        events.record(new Event.Deed("token-created", "token/aaaaaaaaaaaa", "", "ci"), author("ann", "tokens"));
        clock.passSeconds(1);
        manager.apply(proxy("gold", "vault").replace("/gold }", "/silver }"));
        clock.passSeconds(1);
        manager.purges.purge(new Command.Purge(Selection.all()), author("bob", "purge"), Duration.ZERO);
    }

    @Test
    void the_logs_are_one_newest_first() {
        assertThat(places(audit.page(AuditFilter.ALL, ADMIN, Cursor.END, 10)))
                .containsExactly("operations/2", "revisions/2", "events/1", "operations/1", "revisions/1");
    }

    @Test
    void pages_join_without_gap_or_repetition() {
        List<String> all = new ArrayList<>();
        Optional<Cursor> at = Optional.of(Cursor.END);
        while (at.isPresent()) {
            AuditPage page = audit.page(AuditFilter.ALL, ADMIN, at.get(), 2);
            all.addAll(places(page));
            at = page.next().flatMap(next -> Cursor.parse(next.text()));
        }
        assertThat(all).containsExactly("operations/2", "revisions/2", "events/1", "operations/1", "revisions/1");
    }

    @Test
    void every_filter_is_text_that_is_compared() {
        assertThat(places(filtered("bob", "", "", ""))).containsExactly("operations/2", "operations/1");
        assertThat(places(filtered("", "apply", "", ""))).containsExactly("revisions/2", "revisions/1");
        assertThat(places(filtered("", "", "ApiProxy/gold", "")))
                .containsExactly("revisions/2", "operations/1", "revisions/1");
        assertThat(places(filtered("", "", "", "retail"))).containsExactly("operations/2", "revisions/1");
        assertThat(places(filtered("{\"$ne\":1}", "", "", ""))).isEmpty();
        assertThat(places(filtered(".*", "", "", ""))).isEmpty();
    }

    @Test
    void a_time_span_has_a_beginning_and_an_end() {
        long now = clock.millis();
        AuditFilter.Times times = new AuditFilter.Times(now - 2_500, now);
        AuditFilter filter =
                new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), times);

        assertThat(places(audit.page(filter, ADMIN, Cursor.END, 10))).containsExactly("revisions/2", "events/1");
    }

    @Test
    void a_reader_of_one_project_sees_that_project_alone() {
        Grants retail = new Grants(List.of(Grant.parse("reader:dev:retail")));
        AuditPage page = audit.page(AuditFilter.ALL, retail, Cursor.END, 10);

        assertThat(places(page)).containsExactly("operations/2", "revisions/1");
        assertThat(page.entries().get(1).objects())
                .extracting(AuditEntry.Touch::object)
                .containsExactly("ApiProxy/loans");
        assertThat(audit.page(AuditFilter.ALL, new Grants(List.of(Grant.parse("reader:prod"))), Cursor.END, 10)
                        .entries())
                .isEmpty();
    }

    @Test
    void an_untouched_log_is_whole() {
        Checked checked = check.check(Cursor.START, 1_000);

        assertThat(checked.faults()).isEmpty();
        assertThat(checked.counted()).isEqualTo(5);
        assertThat(checked.next()).isEmpty();
        assertThat(checked.ends()).extracting(Checked.End::number).containsExactly(2L, 2L, 1L);
    }

    @Test
    void a_long_log_is_checked_piece_by_piece() {
        Checked first = check.check(Cursor.START, 1);
        Checked second = check.check(first.next().orElseThrow(), 1);

        assertThat(first.counted() + second.counted()).isEqualTo(5);
        assertThat(first.faults()).isEmpty();
        assertThat(second.faults()).isEmpty();
        assertThat(second.next()).isEmpty();
    }

    @Test
    void an_edited_entry_shows() {
        Operation real = stores.operations().range("dev", 1, 1).get(0);
        memory.overwrite(new Operation(
                "dev",
                1,
                real.previous(),
                real.hash(),
                new Command.Purge(Selection.all()),
                real.author(),
                real.timeMillis(),
                List.of()));
        Event event = stores.events().range("dev", 1, 1).get(0);
        memory.overwrite(new Event(
                "dev", 1, event.previous(), event.hash(), event.deed(), author("eve", "tokens"), event.timeMillis()));
        Revision revision = stores.revisions().range("dev", 1, 1).get(0);
        memory.overwrite(new Revision("dev", 1, "f".repeat(64), revision.hash(), revision.commit()));

        assertThat(check.check(Cursor.START, 1_000).faults())
                .extracting(Fault::log, Fault::entry)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("operations", "1"),
                        org.assertj.core.groups.Tuple.tuple("events", "1"),
                        org.assertj.core.groups.Tuple.tuple("revisions", "1"));
        assertThat(places(audit.page(AuditFilter.ALL, ADMIN, Cursor.END, 10))).contains("revisions/1");
    }

    @Test
    void an_entry_that_was_edited_with_its_hash_breaks_the_chain_after_it() {
        Operation real = stores.operations().range("dev", 1, 1).get(0);
        memory.overwrite(Operation.of(
                new Place("dev", 1, real.previous()), new Command.Purge(Selection.all()), author("eve", "purge"), 5));

        assertThat(check.check(Cursor.START, 1_000).faults())
                .containsExactly(new Fault("operations", "2", "does not follow the entry before it"));
    }

    @Test
    void what_was_cut_off_shows_on_the_nodes() {
        stores.heartbeats()
                .put(new Heartbeat(
                        new NodeIdentity("dev", "node-1", ""),
                        2,
                        "hash",
                        2,
                        NodeState.READY,
                        Optional.empty(),
                        clock.millis(),
                        1,
                        Duty.SERVING));
        memory.cutRevision("dev");

        assertThat(check.check(Cursor.START, 1_000).faults())
                .containsExactly(new Fault("members", "node-1", "has revision 2, and the log ends at 1"));
    }

    @Test
    void a_token_that_nobody_made_shows() {
        AccessToken.Life life = new AccessToken.Life(1, Long.MAX_VALUE, OptionalLong.empty());
        stores.tokens().insert(new AccessToken("aaaaaaaaaaaa", "digest", "eve", Grants.administrator("dev"), life, 1));

        assertThat(check.check(Cursor.START, 1_000).faults())
                .containsExactly(new Fault("tokens", "aaaaaaaaaaaa", "has no event that made it as it is"));
    }

    private AuditPage filtered(String actor, String action, String object, String project) {
        AuditFilter filter =
                new AuditFilter(some(actor), some(action), some(object), some(project), AuditFilter.Times.ALL);
        return audit.page(filter, ADMIN, Cursor.END, 10);
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static List<String> places(AuditPage page) {
        return page.entries().stream()
                .map(entry -> entry.log().text() + "/" + entry.number())
                .toList();
    }

    private static Author author(String actor, String permission) {
        return new Author(actor, permission, "127.0.0.1", "request");
    }

    private static String proxy(String name, String project) {
        return ControlPlane.proxy(name, "")
                .replace("name: " + name + " }", "name: " + name + ", project: " + project + " }");
    }
}
