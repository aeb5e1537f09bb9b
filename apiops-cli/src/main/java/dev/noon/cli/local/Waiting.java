package dev.noon.cli.local;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Progress;
import dev.noon.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for one thing after another within one patience, and gives up at once when a started process ends. */
final class Waiting {

    private static final long LOOK_MILLIS = 100;

    private final Terminal terminal;
    private final Started started;
    private final Duration patience;
    private final long begun = System.nanoTime();
    private volatile Runnable silence = () -> {};

    Waiting(Terminal terminal, Started started, Duration patience) {
        this.terminal = terminal;
        this.started = started;
        this.patience = patience;
    }

    /**
     * Returns when the condition holds.
     *
     * @param log whose last lines are shown when patience runs out
     * @throws StartFailure when patience runs out or a started process ends
     */
    void until(String what, Path log, BooleanSupplier condition) {
        try (Progress progress = Progress.show(terminal, "waiting for " + what)) {
            silence = progress::close;
            while (!condition.getAsBoolean()) {
                started.check();
                if (System.nanoTime() - begun > patience.toNanos()) {
                    throw new StartFailure(
                            "waited in vain for " + what + " (" + patience.toSeconds() + " s altogether)", log);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure(Exit.REFUSED, "interrupted while waiting for " + what);
        }
    }

    /** Shows no more progress; called by another thread when the wait has lost its point. */
    void fallSilent() {
        silence.run();
    }

    /** Seconds since the beginning. */
    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
