package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Receipts;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon drain NODE}. */
@Command(
        name = "drain",
        description = "Take a node out of traffic: it says that it is not ready and finishes what it has.",
        footer = {"", "It stays so, across restarts too, until --undo; what is applied meanwhile reaches it."})
final class DrainCommand extends AdminCommand {

    @Parameters(paramLabel = "NODE", description = "its name, as `noon members` lists it")
    private String node = "";

    @Option(names = "--undo", description = "let it take traffic again")
    private boolean undo;

    @Mixin
    private final WaitOption wait = new WaitOption();

    DrainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        String path =
                "/members/" + AdminClient.encoded(node) + "/drain?wait=" + wait.seconds() + (undo ? "&undo=true" : "");
        AdminAnswer answer = awaiting(
                (undo ? "undraining " : "draining ") + node,
                () -> client.post(path, JsonValue.EMPTY_JSON_OBJECT, wait.duration()));
        return print(answer, done -> {
            terminal()
                    .out()
                    .println((undo ? "undrained: " : "drained: ") + node + " (operation "
                            + Shown.text(done.json(), "operation") + ")");
            return new Receipts(terminal()).print(done.json());
        });
    }
}
