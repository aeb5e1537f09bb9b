package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon delete KIND NAME…}. */
@Command(
        name = "delete",
        description = "Append a revision without the definitions named; refused while others refer to them.")
final class DeleteCommand extends AdminCommand {

    @Parameters(index = "0", paramLabel = "KIND", description = "such as ApiProxy or Upstream, in any case")
    private String kind = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "of that kind")
    private List<String> names = List.of();

    @Option(names = "--dry-run", description = "only say what it would change")
    private boolean dryRun;

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    DeleteCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        String spelled = Kinds.spelled(kind);
        String all = names.stream().map(AdminClient::encoded).collect(Collectors.joining(","));
        AdminRequest request = AdminRequest.delete(path("/definitions/" + AdminClient.encoded(spelled) + "/" + all
                + "?dryRun=" + dryRun + "&" + change.query()));
        AdminAnswer answer = awaiting(
                "deleting " + spelled + " " + String.join(", ", names) + " from " + environment(),
                () -> change.send(client, request));
        return print(answer, applied -> new ApplyReport(terminal()).print(applied.json()));
    }

    @Override
    String advice(CliFailure failure) {
        return change.advice(failure);
    }
}
