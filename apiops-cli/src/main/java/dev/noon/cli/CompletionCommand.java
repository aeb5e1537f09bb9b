package dev.noon.cli;

import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code noon completion}. */
@Command(
        name = "completion",
        description = "Print a completion script for bash or zsh.",
        footer = {"", "  source <(./noon completion)"})
final class CompletionCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(AutoComplete.bash("noon", Noon.commandLine(terminal)));
        terminal.out().flush();
        return Exit.DONE;
    }
}
