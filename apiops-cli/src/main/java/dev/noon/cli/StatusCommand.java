package dev.noon.cli;

import dev.noon.cli.local.Layout;
import dev.noon.cli.local.Standing;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code noon status}. */
@Command(name = "status", description = "Show the processes started here, where they listen and how they are.")
final class StatusCommand extends LocalCommand {

    @Mixin
    private final OutputOption output = new OutputOption();

    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(Terminal where, Layout layout) {
        Standing standing = Standing.of(layout);
        if (output.format() == Output.TABLE) {
            standing.print(where);
        } else {
            output.print(where, standing.json().toString(), standing.json());
        }
        return standing.isWell() ? Exit.DONE : Exit.REFUSED;
    }
}
