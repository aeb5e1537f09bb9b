package dev.noon.cli.admin;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;

/** The request was sent and no answer came: nobody here knows whether it was carried out. */
public final class OutcomeUnknown extends CliFailure {

    private static final long serialVersionUID = 1;

    OutcomeUnknown(String message) {
        super(Exit.UNREACHABLE, message);
    }
}
