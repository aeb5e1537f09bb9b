package dev.noon.cli;

import dev.noon.cli.local.Layout;
import dev.noon.cli.local.Shutdown;
import dev.noon.cli.terminal.Terminal;
import picocli.CommandLine.Command;

/** {@code noon down}. */
@Command(name = "down", description = "Stop everything that `noon up` started here; the data stays.")
final class DownCommand extends LocalCommand {

    DownCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(Terminal where, Layout layout) {
        return new Shutdown(where, layout).run();
    }
}
