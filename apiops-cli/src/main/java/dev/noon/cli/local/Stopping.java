package dev.noon.cli.local;

import dev.noon.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends processes politely, then not. Only those whose start time is the one written down. */
final class Stopping {

    static final Duration GRACE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    private final Terminal terminal;
    private final RunDirectory records;
    private final Duration grace;

    Stopping(Terminal terminal, RunDirectory records, Duration grace) {
        this.terminal = terminal;
        this.records = records;
        this.grace = grace;
    }

    /** Nodes first and together, so that they can say goodbye; then the sample upstream; the store last. */
    void stopAll(List<ProcessRecord> all) {
        stopTogether(all.stream().filter(ProcessRecord::isNode).toList());
        all.stream().filter(record -> record.name().equals("sample")).forEach(one -> stopTogether(List.of(one)));
        all.stream()
                .filter(record -> !record.isNode() && !record.name().equals("sample"))
                .forEach(one -> stopTogether(List.of(one)));
    }

    private void stopTogether(List<ProcessRecord> together) {
        long begun = System.nanoTime();
        List<ProcessRecord> alive =
                together.stream().filter(ProcessRecord::isAlive).toList();
        alive.forEach(record -> record.handle().ifPresent(ProcessHandle::destroy));
        for (ProcessRecord record : together) {
            if (!awaitEnd(record, begun)) {
                kill(record);
            }
            records.remove(record);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            String end = alive.contains(record) ? "stopped after " + millis + " ms" : "had ended already";
            terminal.out().printf("  %-8s %s%n", record.name(), end);
        }
    }

    private boolean awaitEnd(ProcessRecord record, long begun) {
        while (record.isAlive()) {
            if (System.nanoTime() - begun > grace.toNanos()) {
                return false;
            }
            pause();
        }
        return true;
    }

    private void kill(ProcessRecord record) {
        terminal.err()
                .println(terminal.notable("noon: " + record.name() + " (process " + record.pid()
                        + ") did not end within " + grace.toSeconds() + " s; killing it"));
        record.handle().ifPresent(ProcessHandle::destroyForcibly);
        while (record.isAlive()) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping", e);
        }
    }
}
