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
import picocli.CommandLine.Parameters;

/** {@code noon ban lift BAN | --all}. */
@Command(name = "lift", description = "End bans on every node; who is refused too often again is banned again.")
final class BanLiftCommand extends AdminCommand {

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Mixin
    private final WaitOption wait = new WaitOption();

    BanLiftCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        AdminRequest request = AdminRequest.post(path("/bans/lift?wait=" + wait.seconds()), asJson())
                .waiting(wait.duration());
        String meant = what.all ? "every ban" : what.ban;
        AdminAnswer answer = awaiting("lifting " + meant, () -> client.send(request));
        return print(answer, done -> {
            terminal().out().println("lifted: " + meant + " (operation " + Shown.text(done.json(), "operation") + ")");
            return new Receipts(terminal()).print(done.json());
        });
    }

    private JsonObject asJson() {
        return (what.all
                        ? Json.createObjectBuilder().add("all", true)
                        : Json.createObjectBuilder().add("ban", what.ban))
                .build();
    }

    /** Exactly one of these. */
    static final class What {

        @Parameters(paramLabel = "BAN", description = "the ban, as noon ban list names it", arity = "0..1")
        private String ban = "";

        @Option(names = "--all", description = "every ban of the environment")
        private boolean all;
    }
}
