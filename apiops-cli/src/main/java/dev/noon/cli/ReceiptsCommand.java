package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Receipts;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code noon receipts REVISION}. */
@Command(
        name = "receipts",
        description = "Show which nodes have acknowledged a revision; ends with 3 when a live one has not.")
final class ReceiptsCommand extends AdminCommand {

    @Parameters(paramLabel = "REVISION", description = "its number")
    private long number;

    ReceiptsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        return print(client.get(path("/revisions/" + number + "/receipts")), answer -> show(answer.json()));
    }

    private int show(JsonObject receipts) {
        terminal()
                .out()
                .println("revision " + Shown.text(receipts, "revision") + " of " + environment() + " ("
                        + Shown.hash(receipts, "hash") + ")");
        return new Receipts(terminal()).print(receipts);
    }
}
