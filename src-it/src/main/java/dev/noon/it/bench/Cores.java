package dev.noon.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Gives the load one processor and what is measured the others, so that neither waits for the other, as between two machines. The
 * other nodes and the store stay with the load. With {@code taskset}; where that is missing, or there is one processor only, all
 * processes go on sharing what there is. Not thread-safe.
 */
final class Cores implements AutoCloseable {
    private static final int ALL = Runtime.getRuntime().availableProcessors();
    private static final String LOAD = "0";

    private final boolean apart;

    private Cores(boolean apart) {
        this.apart = apart;
    }

    /** Sets this process and those that it has started apart from {@code measured}. */
    static Cores apart(long measured) throws IOException, InterruptedException {
        Cores cores = new Cores(ALL > 1 && Peers.installed("taskset"));
        cores.give(LOAD, started());
        cores.measure(measured);
        return cores;
    }

    /** How processors are shared out, in words. */
    String shares() {
        return apart
                ? "the load, the store and the other nodes on one processor, what is measured on " + (ALL - 1)
                : "all on the same " + ALL + " processors";
    }

    /** Gives {@code pid} and what it has started the processors of what is measured. */
    void measure(long pid) throws IOException, InterruptedException {
        give("1-" + (ALL - 1), ProcessHandle.of(pid).stream().flatMap(Cores::withDescendants));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        give("0-" + (ALL - 1), started());
    }

    private static Stream<ProcessHandle> started() {
        return withDescendants(ProcessHandle.current());
    }

    private static Stream<ProcessHandle> withDescendants(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private void give(String processors, Stream<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes.filter(one -> apart).toList()) {
            Process taskset = new ProcessBuilder("taskset", "-acp", processors, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (taskset.waitFor() != 0 && process.isAlive()) {
                throw new IllegalStateException("processors were not shared out: " + said);
            }
        }
    }
}
