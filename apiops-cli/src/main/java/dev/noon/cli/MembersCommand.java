package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Members;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code noon members}. */
@Command(name = "members", description = "List the nodes that have reported, with what each has in force.")
final class MembersCommand extends AdminCommand {

    MembersCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        return print(client.get("/members"), answer -> table(Members.objects(answer.json(), "members")));
    }

    private int table(List<JsonObject> members) {
        Table table = new Table(
                "NODE", "ENVIRONMENT", "ADDRESS", "STATE", "DUTY", "REVISION", "HASH", "OPERATION", "HEARD", "LIVE");
        members.forEach(member -> table.row(
                Shown.text(member, "node"),
                Shown.text(member, "environment"),
                Shown.text(member, "address"),
                Shown.text(member, "state"),
                Shown.text(member, "duty"),
                Shown.text(member, "revision"),
                Shown.hash(member, "hash"),
                Shown.text(member, "operation"),
                Shown.number(member, "heartbeatAgeMillis", " ms ago"),
                member.getBoolean("live", false) ? "yes" : "no"));
        table.print(terminal().out());
        return Exit.DONE;
    }
}
