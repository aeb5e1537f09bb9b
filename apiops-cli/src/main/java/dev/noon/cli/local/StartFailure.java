package dev.noon.cli.local;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.nio.file.Path;

/** A process did not come up; says which and what it said last. */
final class StartFailure extends CliFailure {

    private static final long serialVersionUID = 1;

    StartFailure(String what, Path log) {
        super(Exit.REFUSED, what + "\nthe last lines of " + log + ":\n" + new ProcessLog(log).tail());
    }
}
