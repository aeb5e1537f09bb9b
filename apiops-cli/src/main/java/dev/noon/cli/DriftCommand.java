package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRefusal;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.report.DriftReport;
import dev.noon.cli.report.Members;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon drift DIR}. */
@Command(
        name = "drift",
        description = "Compare files with what is in force; changes nothing.",
        footer = {
            "",
            "Exit codes: 0 the same, 1 they differ, 2 the files cannot be compared (invalid, unreadable),",
            "4 manager unreachable or not permitted."
        })
final class DriftCommand extends AdminCommand {

    @Mixin
    private final FileArguments arguments = new FileArguments();

    @Option(
            names = "--prune",
            description = "what is in force in the files' projects and in no file is a difference, too")
    private boolean prune;

    DriftCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        AdminRequest request = AdminRequest.post(
                path("/revisions?dryRun=true" + (prune ? "&prune=true" : "")), arguments.read(terminal()));
        AdminAnswer answer = awaiting("comparing", () -> client.send(request));
        print(answer, compared -> {
            new DriftReport(terminal()).print(compared.json(), arguments.typed());
            return Exit.DONE;
        });
        return Members.objects(answer.json(), "changes").isEmpty() ? Exit.DONE : Exit.DIFFERENT;
    }

    /** A difference is an answer here; files that cannot be compared are not. */
    @Override
    int exitFor(AdminRefusal refusal) {
        if (refusal.is("not-hot")) {
            return Exit.DIFFERENT;
        }
        return refusal.exit() == Exit.REFUSED ? Exit.USAGE : refusal.exit();
    }

    @Override
    List<DefinitionFile> files() {
        return arguments.files();
    }
}
