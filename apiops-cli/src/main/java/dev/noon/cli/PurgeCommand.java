package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Receipts;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code noon purge --proxy NAME | --all}. */
@Command(
        name = "purge",
        description = "Make cached responses unusable on every node, also those being fetched right now.")
final class PurgeCommand extends AdminCommand {

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long the nodes may take, 0 to 60 (default: ${DEFAULT-VALUE})")
    private int wait;

    PurgeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        int seconds = checkedWait(wait);
        AdminAnswer answer = awaiting(
                "purging " + what,
                () -> client.post(path("/purges?wait=" + seconds), what.asJson(), Duration.ofSeconds(seconds)));
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
