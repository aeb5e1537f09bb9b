package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Scope;
import dev.noon.cache.Selection;
import dev.noon.control.Operation.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of the operation log keeps. */
public abstract class OperationsContract extends NodesContract {
    @Test
    void operations_are_numbered_and_each_number_has_one_owner() {
        Operation first = operation(1, new Command.Purge(Selection.proxy("loans")), "request-1");
        Operation second = operation(2, new Command.Purge(Selection.all()), "request-2");

        assertThat(stores().operations().append(first)).isTrue();
        assertThat(stores().operations().append(first)).isTrue();
        assertThat(stores().operations().append(operation(1, new Command.Purge(Selection.all()), "request-3")))
                .isFalse();
        assertThat(stores().operations().append(second)).isTrue();

        assertThat(stores().operations().head("dev")).isEqualTo(2);
        assertThat(stores().operations().range("dev", 1, 16)).containsExactly(first, second);
    }

    @Test
    void an_operation_keeps_who_is_drained() {
        Operation drain = operation(1, new Command.Drain("node-2"), "request-1").withDrained(List.of("node-2"));
        Operation purge =
                operation(2, new Command.Purge(Selection.all()), "request-2").withDrained(List.of("node-2"));
        Operation undrain = operation(3, new Command.Undrain("node-2"), "request-3");

        Operation reset = operation(4, new Command.ResetBreakers("loans", "http://a:1"), "request-4");

        Operation lift = operation(5, new Command.LiftBan("0a", "ApiProxy/loans"), "request-5");

        Operation counters =
                operation(6, new Command.ResetCounters("0123456789ab", "", "ApiProxy/loans", "throttle"), "request-6");

        List<Operation> all = List.of(drain, purge, undrain, reset, lift, counters);
        assertThat(all).allMatch(stores().operations()::append);

        assertThat(stores().operations().range("dev", 1, 16)).isEqualTo(all);
    }

    @Test
    void an_operation_keeps_what_was_purged() {
        String key = "0a".repeat(32);
        List<Operation> purges = new ArrayList<>();
        for (Selection selection : List.of(
                Selection.all(),
                Selection.proxy("loans"),
                Selection.group("calculators"),
                Selection.scope(Scope.API_CALL),
                Selection.endpoint("loans", "POST /loans/quote exactly"),
                Selection.prefix("loans", "/loans/a"),
                Selection.tag("red", ""),
                Selection.tag("red", "loans"),
                Selection.key(key, ""))) {
            for (boolean soft : List.of(false, true)) {
                String previous = purges.isEmpty()
                        ? Chained.START
                        : purges.get(purges.size() - 1).hash();
                Place place = new Place("dev", purges.size() + 1L, previous);
                Operation.Command command = new Operation.Command.Purge(selection, soft);
                purges.add(Operation.of(place, command, ControlPlane.author("a"), 5));
            }
        }

        assertThat(purges).allMatch(stores().operations()::append);

        assertThat(stores().operations().range("dev", 1, 32))
                .containsExactlyElementsOf(purges)
                .allMatch(Operation::intact);
    }

    private static Operation operation(long number, Command command, String requestId) {
        Author author = new Author("ann", "purge", "127.0.0.1", requestId);
        return Operation.of(new Place("dev", number, "previous-" + number), command, author, 99);
    }
}
