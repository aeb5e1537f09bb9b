package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.report.LimitsReport;
import dev.noon.cli.report.Members;
import dev.noon.cli.report.Receipts;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon limits}, and beneath it {@code list}, {@code top}, {@code show} and {@code reset}. */
abstract class LimitsCommand extends AdminCommand {

    private LimitsCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine line(Terminal terminal) {
        return new CommandLine(new Everything(terminal))
                .addSubcommand(new Listing(terminal))
                .addSubcommand(new Top(terminal))
                .addSubcommand(new Show(terminal))
                .addSubcommand(new Reset(terminal));
    }

    final int ask(AdminClient client, String path, BiConsumer<LimitsReport, JsonObject> report) {
        return print(client.get(path(path)), answer -> {
            report.accept(new LimitsReport(terminal()), answer.json());
            return Exit.DONE;
        });
    }

    /** The id of the limit that {@code named} is the id or the name of. */
    final String id(AdminClient client, String named) {
        List<String> ids = Members.objects(client.get(path("/limits")).json(), "limits").stream()
                .filter(limit -> named.equals(Shown.text(limit, "id")) || named.equals(LimitsReport.name(limit)))
                .map(limit -> Shown.text(limit, "id"))
                .collect(Collectors.toList());
        if (ids.isEmpty()) {
            throw new CliFailure(
                    Exit.REFUSED,
                    "there is no limit " + named + "; expected one that noon limits lists, for example loans/throttle");
        }
        if (ids.size() > 1) {
            throw new CliFailure(
                    Exit.USAGE, named + " names " + ids.size() + " limits; expected one of " + String.join(", ", ids));
        }
        return ids.get(0);
    }

    /** {@code noon limits}: all of them, for who does not know yet what there is. */
    @Command(
            name = "limits",
            description = "List throttles and quotas, with how many they have counted lately on all nodes.",
            footer = {
                "",
                "COUNTED: who was counted and has not everything free again. NEAR: of these who has used nine",
                "tenths or more. OVER: their requests that were over the limit."
            })
    private static final class Everything extends LimitsCommand {

        Everything(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return ask(client, "/limits", LimitsReport::limits);
        }
    }

    /** {@code noon limits list}. */
    @Command(name = "list", description = "List throttles and quotas.")
    private static final class Listing extends LimitsCommand {

        @Option(names = "--proxy", paramLabel = "NAME", description = "only those of this proxy or group")
        private String proxy = "";

        Listing(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return ask(client, "/limits" + query(Map.of("proxy", proxy)), LimitsReport::limits);
        }
    }

    /** {@code noon limits top}. */
    @Command(name = "top", description = "List who has used most of a limit, or was over one most often, on all nodes.")
    private static final class Top extends LimitsCommand {

        @Option(
                names = "--by",
                paramLabel = "WHAT",
                defaultValue = "used",
                description = "used or over (default: ${DEFAULT-VALUE})")
        private String by = "used";

        @Mixin
        private final TopOptions top = new TopOptions();

        Top(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return ask(client, "/limits/top" + query(top.query(by)), LimitsReport::counters);
        }
    }

    /** {@code noon limits show LIMIT}. */
    @Command(
            name = "show",
            description = "Show somebody's counter of a limit, read where it is kept; or those with the least left.")
    private static final class Show extends LimitsCommand {

        @Parameters(paramLabel = "LIMIT", description = "name or id, as noon limits lists it")
        private String named = "";

        @Mixin
        private final SomebodyOptions somebody = new SomebodyOptions();

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return ask(client, "/limits/" + id(client, named) + query(somebody.named()), LimitsReport::counters);
        }
    }

    /** {@code noon limits reset LIMIT}. */
    @Command(
            name = "reset",
            description = "Let somebody's counter of a limit begin anew, or everybody's, on every node.",
            footer = {"", "It is an operation in the log, with its receipts; the audit log says who did it."})
    private static final class Reset extends LimitsCommand {

        @Parameters(paramLabel = "LIMIT", description = "name or id, as noon limits lists it")
        private String named = "";

        @Mixin
        private final SomebodyOptions somebody = new SomebodyOptions();

        @Option(names = "--all", description = "everybody's counter of this limit")
        private boolean all;

        @Mixin
        private final WaitOption wait = new WaitOption();

        Reset(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            Map<String, String> whose = somebody.named();
            if (whose.size() + (all ? 1 : 0) != 1) {
                throw new CliFailure(
                        Exit.USAGE, "expected one of --consumer, --address, --value, --identity, or --all");
            }
            JsonObjectBuilder json = Json.createObjectBuilder().add("limit", id(client, named));
            whose.forEach(json::add);
            JsonObject body = (all ? json.add("all", true) : json).build();
            AdminRequest request = AdminRequest.post(path("/limits/reset?wait=" + wait.seconds()), body)
                    .waiting(wait.duration());
            String meant = named + " of "
                    + (all
                            ? "everybody"
                            : whose.keySet().iterator().next() + " "
                                    + whose.values().iterator().next());
            AdminAnswer answer = awaiting("resetting " + meant, () -> client.send(request));
            return print(answer, done -> {
                terminal()
                        .out()
                        .println("reset: " + meant + " (operation " + Shown.text(done.json(), "operation") + ")");
                return new Receipts(terminal()).print(done.json());
            });
        }
    }
}
