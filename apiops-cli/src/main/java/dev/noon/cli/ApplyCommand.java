package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.admin.DefinitionFiles;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon apply FILE|DIR…}. */
@Command(
        name = "apply",
        description = "Make the definitions in force on every node and wait until all have acknowledged.",
        footer = {"", "Applying the same files again changes nothing and says so."})
final class ApplyCommand extends AdminCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "definitions: *.yaml, *.yml, *.json, directories with all below them, - for standard input")
    private List<String> typed = List.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long the nodes may take, 0 to 60 (default: ${DEFAULT-VALUE})")
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

    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        int seconds = checkedWait(wait);
        files = DefinitionFiles.read(typed, terminal().in());
        String path = path("/revisions?dryRun=false&wait=" + seconds + manner.query()
                + (message.isEmpty() ? "" : "&message=" + AdminClient.encoded(message)));
        AdminAnswer answer =
                awaiting("applying to " + environment(), () -> client.post(path, files, manner.patience(seconds)));
        return print(answer, applied -> new ApplyReport(terminal()).print(applied.json()));
    }

    @Override
    List<DefinitionFile> files() {
        return files;
    }
}
