package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.admin.DefinitionFile;
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

/** {@code noon rollout FILE|DIR…}. */
@Command(
        name = "rollout",
        description =
                "Apply node by node: each is drained, swaps with nothing taken over, and returns before the next.",
        footer = {"", "For changes that plan calls drain. A node that refuses stops the rollout."})
final class RolloutCommand extends AdminCommand {

    private static final int LONGEST_SECONDS = 3_600;

    @Mixin
    private final FileArguments arguments = new FileArguments();

    @Mixin
    private final PruneOption prune = new PruneOption();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "how long all nodes together may take, 0 to 3600 (default: ${DEFAULT-VALUE})")
    private int wait;

    @Mixin
    private final MessageOption message = new MessageOption();

    @Mixin
    private final MannerOptions manner = new MannerOptions();

    @Mixin
    private final ConditionOptions condition = new ConditionOptions();

    RolloutCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        if (wait < 0 || wait > LONGEST_SECONDS) {
            throw new CliFailure(
                    Exit.USAGE, "--wait is " + wait + "; must be from 0 to " + LONGEST_SECONDS + " seconds");
        }
        String path = path("/revisions?dryRun=false&rollout=true" + manner.query() + prune.query() + message.query());
        AdminRequest request = condition.once(AdminRequest.post(path, arguments.read(terminal())));
        AdminAnswer applied = awaiting("rolling out to " + environment(), () -> client.send(request));
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
        return arguments.files();
    }

    @Override
    String advice(CliFailure failure) {
        return condition.advice(failure);
    }
}
