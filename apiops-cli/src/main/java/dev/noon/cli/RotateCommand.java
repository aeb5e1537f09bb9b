package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon credentials rotate}. */
@Command(
        name = "rotate",
        description = "Seal every secret with the current key, and wait until every node opens them with it.",
        footer = {"", "Once all nodes have acknowledged it, the old key may go from every key file."})
final class RotateCommand extends AdminCommand {

    @Option(names = "--dry-run", description = "only say what would be sealed anew")
    private boolean dryRun;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final MessageOption message = new MessageOption();

    RotateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        String path = path("/secrets/rotation?dryRun=" + dryRun + "&wait=" + wait.seconds() + message.query());
        AdminAnswer answer = awaiting(
                "sealing the secrets of " + environment() + " anew",
                () -> client.post(path, JsonValue.EMPTY_JSON_OBJECT, wait.duration()));
        return print(answer, applied -> new ApplyReport(terminal()).print(applied.json()));
    }
}
