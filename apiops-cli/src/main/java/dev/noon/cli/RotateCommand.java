package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonValue;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code noon credentials rotate}. */
@Command(
        name = "rotate",
        description = "Seal every secret with the current key, and wait until every node opens them with it.",
        footer = {"", "Once all nodes have acknowledged it, the old key may go from every key file."})
final class RotateCommand extends AdminCommand {

    @Option(names = "--dry-run", description = "only say what would be sealed anew")
    private boolean dryRun;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long the nodes may take, 0 to 60 (default: ${DEFAULT-VALUE})")
    private int wait;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            defaultValue = "",
            description = "why; kept in the history")
    private String message = "";

    RotateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        int seconds = checkedWait(wait);
        String path = path("/secrets/rotation?dryRun=" + dryRun + "&wait=" + seconds
                + (message.isEmpty() ? "" : "&message=" + AdminClient.encoded(message)));
        AdminAnswer answer = awaiting(
                "sealing the secrets of " + environment() + " anew",
                () -> client.post(path, JsonValue.EMPTY_JSON_OBJECT, Duration.ofSeconds(seconds)));
        return print(answer, applied -> new ApplyReport(terminal()).print(applied.json()));
    }
}
