package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon rollback REVISION}. */
@Command(
        name = "rollback",
        description = "Append a revision whose content is exactly that of an earlier one.",
        footer = {"", "What was added since goes, what was removed comes back; the history stays."})
final class RollbackCommand extends AdminCommand {

    @Parameters(paramLabel = "REVISION", description = "the number of the earlier one")
    private long number;

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    @Option(names = "--rollout", description = "node by node, as `noon rollout` does")
    private boolean rollout;

    RollbackCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        AdminRequest request = AdminRequest.post(
                path("/revisions/" + number + "/rollback?" + change.query() + (rollout ? "&rollout=true" : "")),
                JsonValue.EMPTY_JSON_OBJECT);
        AdminAnswer answer = awaiting(
                "rolling " + environment() + " back to the content of revision " + number,
                () -> change.send(client, request));
        return print(answer, applied -> new ApplyReport(terminal()).print(applied.json()));
    }

    @Override
    String advice(CliFailure failure) {
        return change.advice(failure);
    }
}
