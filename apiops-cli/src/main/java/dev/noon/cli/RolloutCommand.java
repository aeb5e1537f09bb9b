package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.admin.DefinitionFiles;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon rollout FILE|DIR…}. */
@Command(
        name = "rollout",
        description =
                "Apply node by node: each is drained, swaps with nothing taken over, and returns before the next.",
        footer = {"", "For changes that plan calls drain. A node that refuses stops the rollout."})
final class RolloutCommand extends AdminCommand {

    private static final int LONGEST_SECONDS = 3_600;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "definitions: *.yaml, *.yml, *.json, directories with all below them, - for standard input")
    private List<String> typed = List.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "how long all nodes together may take, 0 to 3600 (default: ${DEFAULT-VALUE})")
    private int wait;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            defaultValue = "",
            description = "why; kept in the history")
    private String message = "";

    @Mixin
    private final MannerOptions manner = new MannerOptions();

    private List<DefinitionFile> files = List.of();

    RolloutCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        if (wait < 0 || wait > LONGEST_SECONDS) {
            throw new CliFailure(
                    Exit.USAGE, "--wait is " + wait + "; must be from 0 to " + LONGEST_SECONDS + " seconds");
        }
        files = DefinitionFiles.read(typed, terminal().in());
        String path = path("/revisions?dryRun=false&rollout=true" + manner.query()
                + (message.isEmpty() ? "" : "&message=" + AdminClient.encoded(message)));
        AdminAnswer applied =
                awaiting("rolling out to " + environment(), () -> client.post(path, files, Duration.ZERO));
        AdminAnswer answer =
                applied.json().getString("outcome", "").equals("applied") ? followed(client, applied) : applied;
        return print(answer, done -> new ApplyReport(terminal()).print(done.json()));
    }

    private AdminAnswer followed(AdminClient client, AdminAnswer applied) {
        JsonObject revision = applied.json().getJsonObject("revision");
        String receipts = path("/revisions/" + Shown.text(revision, "number") + "/receipts");
        return new RolloutProgress(terminal(), client, receipts).follow(applied, Duration.ofSeconds(wait));
    }

    @Override
    List<DefinitionFile> files() {
        return files;
    }
}
