package dev.noon.cli.terminal;

/** A verb ends here: with this message on the error stream and this exit code. */
public class CliFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exit;

    /**
     * @param exit one of {@link Exit}
     * @param message what went wrong and what to do about it; may have several lines
     */
    public CliFailure(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    public int exit() {
        return exit;
    }
}
