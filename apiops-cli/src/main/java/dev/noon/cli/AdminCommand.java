package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRefusal;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.report.ProblemReport;
import dev.noon.cli.report.Yaml;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Progress;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb that asks the admin API something and prints the answer. */
abstract class AdminCommand implements Callable<Integer> {

    static final int LONGEST_WAIT_SECONDS = 60;

    private final Terminal terminal;

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Option(
            names = {"-e", "--env"},
            paramLabel = "ENV",
            defaultValue = "dev",
            description = "the environment (default: ${DEFAULT-VALUE})")
    private String environment = "dev";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json (as the API says it) or yaml (default: ${DEFAULT-VALUE})")
    private Output output = Output.TABLE;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    AdminCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            return run(admin.client(terminal));
        } catch (AdminRefusal refusal) {
            if (output == Output.JSON) {
                terminal.out().println(refusal.problem());
            }
            new ProblemReport(terminal, files()).print(refusal);
            return refusal.exit();
        }
    }

    abstract int run(AdminClient client);

    /** The files that were sent, if any; an error may name their lines. */
    List<DefinitionFile> files() {
        return List.of();
    }

    final Terminal terminal() {
        return terminal;
    }

    final Output output() {
        return output;
    }

    /** {@code /environments/ENV} + rest. */
    final String path(String rest) {
        return "/environments/" + AdminClient.encoded(environment) + rest;
    }

    final String environment() {
        return environment;
    }

    /** Asks while something moves on the error stream. */
    final AdminAnswer awaiting(String text, Supplier<AdminAnswer> call) {
        try (Progress progress = Progress.show(terminal, text)) {
            return call.get();
        }
    }

    /** Prints the answer in the format asked for; {@code table} prints it for people and says how it ended. */
    final int print(AdminAnswer answer, ToIntFunction<AdminAnswer> table) {
        switch (output) {
            case JSON -> terminal.out().println(answer.raw().stripTrailing());
            case YAML -> terminal.out().print(Yaml.of(answer.json()));
            case TABLE -> {
                return table.applyAsInt(answer);
            }
        }
        terminal.out().flush();
        return answer.json().getBoolean("complete", true) ? Exit.DONE : Exit.LAGGING;
    }

    /** @throws CliFailure with {@link Exit#USAGE} when it is not from 0 to {@value #LONGEST_WAIT_SECONDS} */
    static int checkedWait(int seconds) {
        if (seconds < 0 || seconds > LONGEST_WAIT_SECONDS) {
            throw new CliFailure(
                    Exit.USAGE, "--wait is " + seconds + "; must be from 0 to " + LONGEST_WAIT_SECONDS + " seconds");
        }
        return seconds;
    }
}
