package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminRefusal;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.report.ProblemReport;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Progress;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** A verb that speaks to managers; their refusals become text and exit codes here. */
abstract class ManagerCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    ManagerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            return run();
        } catch (AdminRefusal refusal) {
            if (json()) {
                terminal.out().println(refusal.problem());
            }
            new ProblemReport(terminal, files()).print(refusal);
            return ended(refusal, exitFor(refusal));
        } catch (CliFailure failure) {
            terminal.err().println(terminal.bad("noon: " + failure.getMessage()));
            return ended(failure, failure.exit());
        }
    }

    abstract int run();

    /** Whether the answer goes to standard output as JSON; a refusal then does, too. */
    boolean json() {
        return false;
    }

    /** The files that were sent, if any; an error may name their lines. */
    List<DefinitionFile> files() {
        return List.of();
    }

    /** What to do about a failure, if there is more to say than the failure itself says; else empty. */
    String advice(CliFailure failure) {
        return "";
    }

    int exitFor(AdminRefusal refusal) {
        return refusal.exit();
    }

    final Terminal terminal() {
        return terminal;
    }

    /** Asks while something moves on the error stream. */
    final AdminAnswer awaiting(String text, Supplier<AdminAnswer> call) {
        try (Progress progress = Progress.show(terminal, text)) {
            return call.get();
        }
    }

    private int ended(CliFailure failure, int exit) {
        String advice = advice(failure);
        if (!advice.isEmpty()) {
            terminal.err().println("noon: " + advice);
        }
        return exit;
    }
}
