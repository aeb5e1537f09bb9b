package dev.noon.it.cluster;

import dev.noon.it.process.ChildProcess;
import dev.noon.it.process.Site;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The embedded store's process. It keeps its port and data when it is started again. Not thread-safe. */
public final class Store {
    private static final Duration READY = Duration.ofSeconds(30);

    private final String host;
    private final int port;
    private final Path directory;
    private final List<String> command;
    private ChildProcess process;

    private Store(String host, int port, Path directory, List<String> command) {
        this.host = host;
        this.port = port;
        this.directory = directory;
        this.command = command;
        this.process = launch();
    }

    /** Starts a store on {@code port} of loopback and waits until it accepts connections. */
    public static Store start(Checkout checkout, int port, Path directory) {
        return start(checkout, port, directory, Site.LOOPBACK);
    }

    /** Starts a store on {@code port} of {@code site} and waits until it accepts connections. */
    static Store start(Checkout checkout, int port, Path directory, Site site) {
        List<String> command = new ArrayList<>(List.of(
                Cluster.java(),
                "-Xmx256m",
                "-jar",
                checkout.cliJar().toString(),
                "store",
                "--port",
                Integer.toString(port),
                "--data",
                directory.resolve("data").toString()));
        if (!site.equals(Site.LOOPBACK)) {
            command.addAll(List.of("--bind", site.host(), "--allow-remote"));
        }
        Store store = new Store(site.host(), port, directory, site.command(command));
        store.awaitListening();
        return store;
    }

    /** The connection string of the environment-independent database {@code noon}. */
    public String uri() {
        return uri(host, port);
    }

    /** The connection string of that database behind {@code port} of loopback. */
    static String uri(int port) {
        return uri(Site.LOOPBACK.host(), port);
    }

    private static String uri(String host, int port) {
        return "mongodb://" + host + ":" + port + "/noon";
    }

    public int port() {
        return port;
    }

    /** Where its data is. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Kills the process (SIGKILL). */
    public void kill() {
        process.kill();
    }

    /** Stops the process where it is (SIGSTOP): connections are taken, nothing is answered. */
    public void pause() {
        process.pause();
    }

    /** Lets it go on. */
    public void resume() {
        process.resume();
    }

    public boolean alive() {
        return process.alive();
    }

    /** Starts it again with the same data and waits until it accepts connections. */
    public void restart() {
        process = launch();
        awaitListening();
    }

    public String output() {
        return process.output();
    }

    private ChildProcess launch() {
        return ChildProcess.start("store", new ChildProcess.Command(command, Map.of(), directory.resolve("store.log")));
    }

    private void awaitListening() {
        Awaitility.await("the store listens")
                .atMost(READY)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    process.requireAlive();
                    return listening();
                });
    }

    private boolean listening() {
        try (Socket socket = new Socket(host, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
