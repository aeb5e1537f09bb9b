package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Figures;
import dev.noon.cli.report.Receipts;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code noon receipts REVISION}. */
@Command(
        name = "receipts",
        description =
                "Show which nodes have acknowledged a revision, and what putting it in force cost them; ends with 3"
                        + " when a live one has not.")
final class ReceiptsCommand extends AdminCommand {

    private static final String FIGURES = "figures";

    @Parameters(paramLabel = "REVISION", description = "its number")
    private long number;

    ReceiptsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        JsonObject receipts =
                client.get(path("/revisions/" + number + "/receipts")).json();
        JsonObject figures =
                client.get(path("/revisions/" + number + "/figures")).json();
        JsonObject both =
                Json.createObjectBuilder(receipts).add(FIGURES, figures).build();
        return print(new AdminAnswer(200, both.toString(), both), answer -> show(answer.json()));
    }

    private int show(JsonObject receipts) {
        terminal()
                .out()
                .println("revision " + Shown.text(receipts, "revision") + " of " + environment() + " ("
                        + Shown.hash(receipts, "hash") + ")");
        int exit = new Receipts(terminal()).print(receipts);
        terminal().out().println();
        new Figures(terminal()).print(receipts.getJsonObject(FIGURES));
        return exit;
    }
}
