package dev.noon.cli.local;

import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.nio.file.Files;
import java.util.List;

/** {@code noon down}: everything that belongs to a data directory ends. The data stays. */
public final class Shutdown {

    private final Terminal terminal;
    private final Layout layout;

    public Shutdown(Terminal terminal, Layout layout) {
        this.terminal = terminal;
        this.layout = layout;
    }

    /** Returns {@link Exit#DONE}, also when nothing ran. */
    public int run() {
        RunDirectory records = new RunDirectory(layout);
        if (!Files.isDirectory(layout.data()) || records.all().isEmpty()) {
            terminal.out().println("nothing is running (" + layout.data() + ")");
            return Exit.DONE;
        }
        try (RunLock lock = RunLock.take(layout)) {
            List<ProcessRecord> all = records.all();
            new Stopping(terminal, records, Stopping.GRACE).stopAll(all);
        }
        terminal.out().println("Noon is down; its data is kept in " + layout.data());
        return Exit.DONE;
    }
}
