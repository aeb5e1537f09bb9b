package dev.noon.cli;

import dev.noon.cli.local.Shutdown;
import dev.noon.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon down}. */
@Command(name = "down", description = "Stop everything that `noon up` started here; the data stays.")
final class DownCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    DownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new Shutdown(terminal, data.layout(terminal)).run();
    }
}
