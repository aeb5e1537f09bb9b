package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.report.Receipts;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon breaker reset UPSTREAM | --all}. */
@Command(name = "reset", description = "Close breakers on every node; what fails opens them again.")
final class BreakerResetCommand extends AdminCommand {

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(names = "--target", paramLabel = "URL", description = "only this target of the upstream")
    private String target = "";

    @Mixin
    private final WaitOption wait = new WaitOption();

    BreakerResetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        AdminRequest request = AdminRequest.post(path("/breakers/reset?wait=" + wait.seconds()), asJson())
                .waiting(wait.duration());
        String meant = what.all ? "every breaker" : what.upstream + (target.isEmpty() ? "" : " " + target);
        AdminAnswer answer = awaiting("resetting " + meant, () -> client.send(request));
        return print(answer, done -> {
            terminal().out().println("reset: " + meant + " (operation " + Shown.text(done.json(), "operation") + ")");
            return new Receipts(terminal()).print(done.json());
        });
    }

    private JsonObject asJson() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (what.all) {
            json.add("all", true);
        } else {
            json.add("upstream", what.upstream);
        }
        return (target.isEmpty() ? json : json.add("target", target)).build();
    }

    /** Exactly one of these. */
    static final class What {

        @Parameters(paramLabel = "UPSTREAM", description = "name of the Upstream", arity = "0..1")
        private String upstream = "";

        @Option(names = "--all", description = "every breaker of the environment")
        private boolean all;
    }
}
