package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.report.Receipts;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon purge}. */
@Command(
        name = "purge",
        description = "Make cached responses unusable on every node, also those being fetched right now.",
        footer = {
            "",
            "A purge takes as long for a million answers as for one. What it is about is estimated from the"
                    + " manager's own memory; other nodes may keep others."
        })
final class PurgeCommand extends AdminCommand {

    @ArgGroup(multiplicity = "1")
    private PurgeSelector what = new PurgeSelector();

    @Option(names = "--in", paramLabel = "PROXY", description = "of that proxy alone; beside --tag, --prefix or --key")
    private String in = "";

    @Option(
            names = "--soft",
            description = "answers count as stale: they may be revalidated, or stand in where a policy allows that")
    private boolean soft;

    @Option(names = "--dry-run", description = "only say about how many answers it is about")
    private boolean dryRun;

    @Mixin
    private final WaitOption wait = new WaitOption();

    PurgeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        JsonObject body = what.asJson(in, soft);
        if (dryRun) {
            return print(client.send(AdminRequest.post(path("/purges?dryRun=true"), body)), answer -> {
                terminal().out().println("would purge: " + described(answer.json()));
                return Exit.DONE;
            });
        }
        AdminRequest request =
                AdminRequest.post(path("/purges?wait=" + wait.seconds()), body).waiting(wait.duration());
        AdminAnswer answer = awaiting("purging " + what, () -> client.send(request));
        return print(answer, purged -> {
            terminal()
                    .out()
                    .println((soft ? "made stale: " : "purged: ") + described(purged.json()) + " (operation "
                            + Shown.text(purged.json(), "operation") + ")");
            return new Receipts(terminal()).print(purged.json());
        });
    }

    /** With about how many answers it is about, if the manager says so. */
    private String described(JsonObject answer) {
        String about = in.isEmpty() ? what.toString() : what + " in " + in;
        if (!answer.containsKey("estimate")) {
            return about;
        }
        String entries = Shown.text(answer.getJsonObject("estimate"), "entries");
        return about + ", ~" + entries + (entries.equals("1") ? " answer" : " answers");
    }
}
