package dev.noon.cli.terminal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A line on the error stream that moves while something is awaited; nothing at all when that is no terminal. Close it
 * before anything else is printed. {@link #say} may be called by any thread.
 */
public final class Progress implements AutoCloseable {

    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final long FRAME_MILLIS = 100;
    private static final String BACK_TO_AN_EMPTY_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final AtomicReference<String> text;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private int frame;

    private Progress(Terminal terminal, String text) {
        this.terminal = terminal;
        this.text = new AtomicReference<>(text);
    }

    /** Begins to show {@code text}. */
    public static Progress show(Terminal terminal, String text) {
        Progress progress = new Progress(terminal, text);
        if (terminal.lively()) {
            var unused = progress.ticks.scheduleWithFixedDelay(
                    progress::draw, FRAME_MILLIS, FRAME_MILLIS, TimeUnit.MILLISECONDS);
        }
        return progress;
    }

    /** Shows another text from now on. */
    public void say(String newText) {
        text.set(newText);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        synchronized (this) {
            if (terminal.lively() && frame > 0) {
                terminal.err().print(BACK_TO_AN_EMPTY_LINE);
                terminal.err().flush();
            }
        }
    }

    private synchronized void draw() {
        if (ticks.isShutdown()) {
            return;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        terminal.err()
                .print(BACK_TO_AN_EMPTY_LINE + FRAMES[frame % FRAMES.length] + " " + text.get()
                        + terminal.faint("  " + seconds + " s"));
        terminal.err().flush();
        frame++;
    }
}
