package dev.noon.cli;

import dev.noon.cli.local.Layout;
import dev.noon.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb about what runs on this machine. */
abstract class LocalCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    LocalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() {
        return run(terminal, data.layout(terminal));
    }

    abstract int run(Terminal where, Layout layout);
}
