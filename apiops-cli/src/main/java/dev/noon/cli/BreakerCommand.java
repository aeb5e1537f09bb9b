package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Members;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code noon breaker}, and beneath it {@code list} and {@code reset}. */
@Command(
        name = "breaker",
        description = "List the circuit breakers of upstream targets, as the manager's node knows them.",
        footer = {"", "A breaker that is not closed is known to every node of the cluster, unless COMMON says no."})
class BreakerCommand extends AdminCommand {

    private BreakerCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine line(Terminal terminal) {
        return new CommandLine(new BreakerCommand(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new BreakerResetCommand(terminal));
    }

    @Override
    int run(AdminClient client) {
        return print(client.get(path("/breakers")), answer -> table(Members.objects(answer.json(), "breakers")));
    }

    private int table(List<JsonObject> breakers) {
        Table table = new Table("UPSTREAM", "TARGET", "STATE", "FAILED TRIES", "NEXT TRY", "BY", "SINCE", "COMMON");
        breakers.forEach(breaker -> table.row(
                Shown.text(breaker, "upstream"),
                Shown.text(breaker, "target"),
                Shown.text(breaker, "state"),
                Shown.text(breaker, "failedTries"),
                breaker.getString("state", "").equals("closed") ? "" : Shown.number(breaker, "retryMillis", " ms"),
                Shown.text(breaker, "node"),
                Shown.text(breaker, "since"),
                breaker.getBoolean("known", true) ? "yes" : "no"));
        table.print(terminal().out());
        return Exit.DONE;
    }

    /** {@code noon breaker list}: the same, for who looks for a verb. */
    @Command(name = "list", description = "List the circuit breakers.")
    private static final class Listing extends BreakerCommand {

        Listing(Terminal terminal) {
            super(terminal);
        }
    }
}
