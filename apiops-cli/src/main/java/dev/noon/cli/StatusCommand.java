package dev.noon.cli;

import dev.noon.cli.local.Standing;
import dev.noon.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon status}. */
@Command(name = "status", description = "Show the processes started here, where they listen and how they are.")
final class StatusCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new Standing(terminal, data.layout(terminal)).print();
    }
}
