package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.report.Members;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon plan FILE|DIR…}. */
@Command(name = "plan", description = "Say what apply would change, flush and keep; changes nothing.")
final class PlanCommand extends AdminCommand {

    @Mixin
    private final FileArguments arguments = new FileArguments();

    @Mixin
    private final PruneOption prune = new PruneOption();

    @Option(names = "--detailed-exitcode", description = "end with 10 when there are changes")
    private boolean detailed;

    @Mixin
    private final MannerOptions manner = new MannerOptions();

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        AdminRequest request = AdminRequest.post(
                path("/revisions?dryRun=true" + manner.query() + prune.query()), arguments.read(terminal()));
        AdminAnswer answer = awaiting("planning", () -> client.send(request));
        int exit = print(answer, planned -> new ApplyReport(terminal()).print(planned.json()));
        boolean changes = !Members.objects(answer.json(), "changes").isEmpty();
        return exit == Exit.DONE && detailed && changes ? Exit.CHANGES : exit;
    }

    @Override
    List<DefinitionFile> files() {
        return arguments.files();
    }
}
