package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.report.Receipts;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon purge --proxy NAME | --all}. */
@Command(
        name = "purge",
        description = "Make cached responses unusable on every node, also those being fetched right now.")
final class PurgeCommand extends AdminCommand {

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Mixin
    private final WaitOption wait = new WaitOption();

    PurgeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        AdminRequest request = AdminRequest.post(path("/purges?wait=" + wait.seconds()), what.asJson())
                .waiting(wait.duration());
        AdminAnswer answer = awaiting("purging " + what, () -> client.send(request));
        return print(answer, purged -> {
            terminal().out().println("purged: " + what + " (operation " + Shown.text(purged.json(), "operation") + ")");
            return new Receipts(terminal()).print(purged.json());
        });
    }

    /** Exactly one of these. */
    static final class What {

        @Option(names = "--proxy", paramLabel = "NAME", description = "everything cached for one ApiProxy")
        private String proxy = "";

        @Option(names = "--all", description = "everything cached in the environment")
        private boolean all;

        JsonObject asJson() {
            return all
                    ? Json.createObjectBuilder().add("all", true).build()
                    : Json.createObjectBuilder().add("proxy", proxy).build();
        }

        @Override
        public String toString() {
            return all ? "everything" : "proxy " + proxy;
        }
    }
}
