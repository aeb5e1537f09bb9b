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

/** {@code noon ban}, and beneath it {@code list} and {@code lift}. */
@Command(
        name = "ban",
        description = "List the clients that are banned, as the manager's node knows them.",
        footer = {"", "A client that is told apart by a header or a cookie is not shown: that may be a secret."})
class BanCommand extends AdminCommand {

    private BanCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine line(Terminal terminal) {
        return new CommandLine(new BanCommand(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new BanLiftCommand(terminal));
    }

    @Override
    int run(AdminClient client) {
        return print(client.get(path("/bans")), answer -> table(Members.objects(answer.json(), "bans")));
    }

    private int table(List<JsonObject> bans) {
        Table table = new Table("BAN", "BY", "CLIENT", "SINCE", "UNTIL", "NODE");
        bans.forEach(ban -> table.row(
                Shown.text(ban, "id"),
                Shown.text(ban, "owner"),
                ban.containsKey("client") ? Shown.text(ban, "client") : "-",
                Shown.text(ban, "since"),
                Shown.text(ban, "until"),
                Shown.text(ban, "node")));
        table.print(terminal().out());
        return Exit.DONE;
    }

    /** {@code noon ban list}: the same, for who looks for a verb. */
    @Command(name = "list", description = "List the clients that are banned.")
    private static final class Listing extends BanCommand {

        Listing(Terminal terminal) {
            super(terminal);
        }
    }
}
