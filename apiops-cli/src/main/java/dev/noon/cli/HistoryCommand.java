package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Members;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code noon history}. */
@Command(name = "history", description = "List the revisions, the newest first.")
final class HistoryCommand extends AdminCommand {

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--before", paramLabel = "REVISION", defaultValue = "0", description = "only older ones")
    private long before;

    HistoryCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        if (limit < 1) {
            throw new CliFailure(Exit.USAGE, "--limit is " + limit + "; must be 1 or more");
        }
        String query = "?limit=" + limit + (before > 0 ? "&before=" + before : "");
        return print(
                client.get(path("/revisions" + query)), answer -> table(Members.objects(answer.json(), "revisions")));
    }

    private int table(List<JsonObject> revisions) {
        Table table = new Table("REVISION", "HASH", "TIME", "ACTOR", "CHANGES", "MESSAGE");
        revisions.forEach(revision -> table.row(
                Shown.text(revision, "number"),
                Shown.hash(revision, "hash"),
                Shown.time(revision, "time"),
                Shown.text(revision, "actor"),
                changes(revision),
                Shown.text(revision, "message")));
        table.print(terminal().out());
        return Exit.DONE;
    }

    /** Three changes by name, more by number. */
    private static String changes(JsonObject revision) {
        List<String> all = Members.objects(revision, "changes").stream()
                .map(change -> sign(change.getString("action", "")) + Shown.text(change, "name"))
                .toList();
        int count = revision.getInt("changeCount", all.size());
        return count <= 3
                ? String.join(" ", all)
                : all.stream().limit(2).collect(Collectors.joining(" ")) + " and " + (count - 2) + " more";
    }

    private static String sign(String action) {
        return switch (action) {
            case "create" -> "+";
            case "delete" -> "-";
            default -> "~";
        };
    }
}
