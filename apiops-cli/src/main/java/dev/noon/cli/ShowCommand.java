package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.Pages;
import dev.noon.cli.report.Members;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code noon show REVISION}. */
@Command(name = "show", description = "Show one revision: who, when, why, what it changed and all that it holds.")
final class ShowCommand extends AdminCommand {

    @Parameters(paramLabel = "REVISION", description = "its number")
    private long number;

    ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        JsonObject revision = Pages.whole(client, path("/revisions/" + number), "definitions");
        return print(new AdminAnswer(200, revision.toString(), revision), answer -> show(answer.json()));
    }

    private int show(JsonObject revision) {
        for (String name : new String[] {
            "number", "hash", "previous", "time", "actor", "permission", "origin", "requestId", "message"
        }) {
            terminal().out().printf("%-12s%s%n", name, Shown.text(revision, name));
        }
        Table changes = new Table("CHANGE", "KIND", "NAME");
        Members.objects(revision, "changes")
                .forEach(change -> changes.row(
                        Shown.text(change, "action"), Shown.text(change, "kind"), Shown.text(change, "name")));
        Table definitions = new Table("KIND", "NAME", "HASH");
        Members.objects(revision, "definitions")
                .forEach(one ->
                        definitions.row(Shown.text(one, "kind"), Shown.text(one, "name"), Shown.hash(one, "hash")));
        terminal().out().println();
        changes.print(terminal().out());
        terminal().out().println();
        definitions.print(terminal().out());
        return Exit.DONE;
    }
}
