package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.admin.DefinitionFiles;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.report.Members;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon plan FILE|DIR…}. */
@Command(name = "plan", description = "Say what apply would change, flush and keep; changes nothing.")
final class PlanCommand extends AdminCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "definitions: *.yaml, *.yml, *.json, directories with all below them, - for standard input")
    private List<String> typed = List.of();

    @Option(names = "--detailed-exitcode", description = "end with 10 when there are changes")
    private boolean detailed;

    @Mixin
    private final MannerOptions manner = new MannerOptions();

    private List<DefinitionFile> files = List.of();

    PlanCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        files = DefinitionFiles.read(typed, terminal().in());
        AdminAnswer answer = awaiting(
                "planning", () -> client.post(path("/revisions?dryRun=true" + manner.query()), files, Duration.ZERO));
        int exit = print(answer, planned -> new ApplyReport(terminal()).print(planned.json()));
        boolean changes = !Members.objects(answer.json(), "changes").isEmpty();
        return exit == Exit.DONE && detailed && changes ? Exit.CHANGES : exit;
    }

    @Override
    List<DefinitionFile> files() {
        return files;
    }
}
