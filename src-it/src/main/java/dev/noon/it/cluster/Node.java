package dev.noon.it.cluster;

import dev.noon.it.http.Http;
import dev.noon.it.http.Reply;
import dev.noon.it.process.ChildProcess;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One gateway node: a Payara Micro process with the WAR. It keeps its ports, data and name when it
 * is started again. Not thread-safe, apart from what it reports.
 */
public final class Node {
    /** Longest wait for a node to become ready, on a machine of two busy cores. */
    public static final Duration READY = Duration.ofSeconds(120);

    private final String name;
    private final NodeAddress address;
    private final Path directory;
    private final List<String> command;
    private final Http http;
    private @Nullable ChildProcess process;

    Node(String name, NodeAddress address, Launch launch, Http http) {
        this.name = name;
        this.address = address;
        this.directory = launch.directory();
        this.command = launch.command();
        this.http = http;
    }

    /** How the node is started. */
    record Launch(Path directory, List<String> command) {}

    public String name() {
        return name;
    }

    public NodeAddress address() {
        return address;
    }

    /** The URL of {@code path} on the node's traffic port. */
    public URI url(String path) {
        return address.traffic(path);
    }

    /** A GET on the traffic port; header names and values in turn. */
    public Reply get(String path, String... headers) {
        return http.get(url(path), headers);
    }

    /** The directory of the node's data; the last good revision is below it. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Starts the process on a fresh server root, as the launcher does, without waiting for anything. */
    public void start() {
        start(List.of());
    }

    /** Like {@link #start()}, with further options of the JVM this one time. */
    public void start(List<String> jvmOptions) {
        start(jvmOptions, Map.of());
    }

    /** Like {@link #start()}, with these additions to its environment this one time. */
    public void start(Map<String, String> environment) {
        start(List.of(), environment);
    }

    private void start(List<String> jvmOptions, Map<String, String> environment) {
        if (alive()) {
            throw new IllegalStateException(name + " runs already");
        }
        Cluster.empty(directory.resolve("payara"));
        process = ChildProcess.start(name, new ChildProcess.Command(with(jvmOptions), environment, log()));
    }

    /** The command with options before the archive that it runs. */
    private List<String> with(List<String> jvmOptions) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(command.indexOf("-jar"), jvmOptions);
        return whole;
    }

    /** Waits until the node can be administered, whether it has a revision to serve or not. */
    public void awaitStarted() {
        awaitHealth("started");
    }

    /** Waits until the node serves; throws with its log if the process ends or the time is over. */
    public void awaitReady() {
        awaitHealth("ready");
    }

    /** Whether {@code /health/ready} answers 200. */
    public boolean ready() {
        return healthy("ready");
    }

    /** The answer of {@code /health/<which>}; empty if nothing listens. */
    public Optional<Reply> health(String which) {
        try {
            return Optional.of(http.get(address.admin("/health/" + which)));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    public boolean alive() {
        ChildProcess running = process;
        return running != null && running.alive();
    }

    /** Pid and start time of the process: equal exactly as long as it has not been restarted. */
    public String identity() {
        return process().pid() + "@" + process().startedAt();
    }

    public long pid() {
        return process().pid();
    }

    public void pause() {
        process().pause();
    }

    public void resume() {
        process().resume();
    }

    /** Kills the process (SIGKILL). */
    public void kill() {
        process().kill();
    }

    /** Ends the process properly: it may say goodbye to the others. */
    public void stop() {
        process().stop(Duration.ofSeconds(20));
    }

    public Path log() {
        return directory.resolve("node.log");
    }

    /** Everything that the node has logged. */
    public String output() {
        return process().output();
    }

    private void awaitHealth(String which) {
        Awaitility.await(name + " is " + which)
                .atMost(READY)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    process().requireAlive();
                    return healthy(which);
                });
    }

    private boolean healthy(String which) {
        return health(which).map(reply -> reply.status() == 200).orElse(false);
    }

    private ChildProcess process() {
        ChildProcess running = process;
        if (running == null) {
            throw new IllegalStateException(name + " has not been started");
        }
        return running;
    }
}
