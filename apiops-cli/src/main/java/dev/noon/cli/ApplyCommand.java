package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code noon apply FILE|DIR…}. */
@Command(
        name = "apply",
        description = "Make the definitions in force on every node and wait until all have acknowledged.",
        footer = {"", "Applying the same files again changes nothing and says so."})
final class ApplyCommand extends AdminCommand {

    @Mixin
    private final FileArguments arguments = new FileArguments();

    @Mixin
    private final PruneOption prune = new PruneOption();

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    ApplyCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        String path = path("/revisions?dryRun=false&" + change.query() + prune.query());
        AdminRequest request = AdminRequest.post(path, arguments.read(terminal()));
        AdminAnswer answer = awaiting("applying to " + environment(), () -> change.send(client, request));
        return print(answer, applied -> new ApplyReport(terminal()).print(applied.json()));
    }

    @Override
    List<DefinitionFile> files() {
        return arguments.files();
    }

    @Override
    String advice(CliFailure failure) {
        return change.advice(failure);
    }
}
