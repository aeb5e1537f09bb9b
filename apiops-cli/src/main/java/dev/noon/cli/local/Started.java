package dev.noon.cli.local;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one {@code up} has started so far, so that all of it can be taken back. Thread-safe: a Ctrl-C comes on another thread. */
final class Started {

    /** Nothing serves yet, so nobody has to be drained. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final Layout layout;
    private final RunDirectory records;
    private final Detached detached;
    private final List<ProcessRecord> started = new ArrayList<>();
    private final Map<String, ProcessLog> logs = new HashMap<>();
    private boolean takenBack;

    Started(Terminal terminal, Layout layout) {
        this.terminal = terminal;
        this.layout = layout;
        this.records = new RunDirectory(layout);
        this.detached = new Detached(layout.data());
    }

    synchronized ProcessRecord start(Launch launch) {
        if (takenBack) {
            throw new CliFailure(Exit.REFUSED, "interrupted; everything that was started is being stopped");
        }
        ProcessRecord record = detached.start(launch);
        started.add(record);
        logs.put(record.name(), new ProcessLog(launch.log()));
        records.save(record);
        return record;
    }

    /** @throws StartFailure when one of them has ended, or lives on without its application */
    synchronized void check() {
        if (takenBack) {
            return;
        }
        for (ProcessRecord record : started) {
            if (!record.isAlive()) {
                throw new StartFailure(record.name() + " has ended while starting", layout.log(record.name()));
            }
        }
        logs.forEach((name, log) -> log.notDeployed().ifPresent(line -> {
            throw new CliFailure(
                    Exit.REFUSED, name + " could not deploy the gateway; " + layout.log(name) + " says:\n  " + line);
        }));
    }

    synchronized void takeBack() {
        if (takenBack) {
            return;
        }
        takenBack = true;
        terminal.err().println("noon: stopping what was started");
        new Stopping(terminal, records, GRACE).stopAll(started);
    }
}
