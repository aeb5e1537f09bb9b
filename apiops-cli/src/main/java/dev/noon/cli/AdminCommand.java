package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** A verb that asks the manager of one environment something and prints the answer. */
abstract class AdminCommand extends ManagerCommand {

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Mixin
    private final EnvironmentOption environment = new EnvironmentOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    AdminCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    final int run() {
        return run(admin.client(terminal()));
    }

    abstract int run(AdminClient client);

    @Override
    final boolean json() {
        return output.format() == Output.JSON;
    }

    final Output output() {
        return output.format();
    }

    /** {@code /environments/ENV} + rest. */
    final String path(String rest) {
        return environment.path(rest);
    }

    final String environment() {
        return environment.name();
    }

    /** Prints the answer in the format asked for; {@code table} prints it for people and says how it ended. */
    final int print(AdminAnswer answer, ToIntFunction<AdminAnswer> table) {
        if (output.format() == Output.TABLE) {
            return table.applyAsInt(answer);
        }
        output.print(terminal(), answer.raw(), answer.json());
        return answer.json().getBoolean("complete", true) ? Exit.DONE : Exit.LAGGING;
    }

    /** The values that there are, as a query. */
    static String query(Map<String, String> values) {
        String query = values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value -> value.getKey() + "=" + AdminClient.encoded(value.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /**
     * A number as a query has it.
     *
     * @throws CliFailure if it is not 1 to {@code most}
     */
    static String within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new CliFailure(Exit.USAGE, option + " is " + value + "; must be 1 to " + most);
        }
        return Integer.toString(value);
    }
}
