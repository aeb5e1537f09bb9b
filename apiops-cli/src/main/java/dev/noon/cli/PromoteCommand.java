package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.admin.InForce;
import dev.noon.cli.report.ApplyReport;
import dev.noon.cli.report.Members;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon promote --from ENV --to ENV}. */
@Command(
        name = "promote",
        description = "Put what is in force in one environment in force in another; without --yes only say what that"
                + " would change.",
        footer = {
            "",
            "Credentials, Environment definitions and what else has a secret are never copied: each environment has",
            "its own. A manager's address and token come from the options, else from NOON_URL_ENV and NOON_TOKEN_ENV",
            "(as NOON_URL_STAGE); the target's address else from its Environment definition, and then its token must",
            "be named."
        })
final class PromoteCommand extends ManagerCommand {

    @Mixin
    private final PromotionOptions between = new PromotionOptions();

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Mixin
    private final PruneOption prune = new PruneOption();

    @Option(
            names = {"-y", "--yes"},
            description = "do it, if the target is still as the plan found it")
    private boolean yes;

    @Option(names = "--detailed-exitcode", description = "without --yes: end with 10 when there are changes")
    private boolean detailed;

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    private List<DefinitionFile> files = List.of();

    PromoteCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        AdminClient source = between.source(terminal());
        AdminClient target = between.target(terminal(), source);
        InForce promoted =
                InForce.read(source, EnvironmentOption.path(between.from(), "/definitions" + project.query()));
        Promotion promotion = new Promotion(promoted, between.from());
        files = prune.isSet()
                ? promotion.filesKeepingOwn(
                        InForce.read(target, EnvironmentOption.path(between.to(), "/definitions" + project.query())),
                        between.to())
                : promotion.files();
        sayWhatStays(promotion);
        if (files.isEmpty()) {
            throw new CliFailure(Exit.REFUSED, between.from() + " has nothing in force that could be promoted");
        }
        AdminAnswer plan =
                awaiting("planning", () -> target.send(change.conditional(request("dryRun=true" + change.manner()))));
        if (Members.objects(plan.json(), "changes").isEmpty()) {
            return print(plan);
        }
        return yes ? promote(target, promotion, plan) : showPlan(plan);
    }

    @Override
    boolean json() {
        return output.format() == Output.JSON;
    }

    @Override
    List<DefinitionFile> files() {
        return files;
    }

    @Override
    String advice(CliFailure failure) {
        return change.advice(failure);
    }

    private void sayWhatStays(Promotion promotion) {
        List<String> staying = promotion.staying();
        if (!staying.isEmpty()) {
            terminal().err().println("noon: not copied, each environment has its own: " + String.join(", ", staying));
        }
    }

    private int showPlan(AdminAnswer plan) {
        print(plan);
        terminal().err().println("noon: nothing was changed; --yes promotes it");
        return detailed ? Exit.CHANGES : Exit.DONE;
    }

    /** Only onto the revision that the plan was made for: what was seen is what is done. */
    private int promote(AdminClient target, Promotion promotion, AdminAnswer plan) {
        long planned =
                plan.json().getJsonObject("revision").getJsonNumber("number").longValue();
        AdminRequest request = request("dryRun=false&" + change.query(promotion.message(change.message())))
                .ifHead(planned - 1);
        AdminAnswer answer =
                awaiting("promoting " + between.from() + " to " + between.to(), () -> change.send(target, request));
        return print(answer);
    }

    private AdminRequest request(String query) {
        return AdminRequest.post(EnvironmentOption.path(between.to(), "/revisions?" + query + prune.query()), files);
    }

    private int print(AdminAnswer answer) {
        if (output.format() == Output.TABLE) {
            return new ApplyReport(terminal()).print(answer.json());
        }
        output.print(terminal(), answer.raw(), answer.json());
        return answer.json().getBoolean("complete", true) ? Exit.DONE : Exit.LAGGING;
    }
}
