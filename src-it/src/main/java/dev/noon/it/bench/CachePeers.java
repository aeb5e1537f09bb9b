package dev.noon.it.bench;

import dev.noon.it.http.RawConnection;
import dev.noon.it.http.Reply;
import dev.noon.it.process.ChildProcess;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Other caches, one process each, with a configuration written for this run. Not thread-safe. */
final class CachePeers {
    private final Path directory;
    private final Ports ports = new Ports();

    CachePeers(Path directory) {
        this.directory = directory;
    }

    /** One that can be started if {@code command} is installed. */
    record Peer(String name, String command, Start start) {}

    /** Starts a peer. */
    @FunctionalInterface
    interface Start {
        Running start(int origin) throws IOException;
    }

    /** One that answers on {@code port}. */
    record Running(ChildProcess process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.stop(Duration.ofSeconds(5));
        }
    }

    /** Every peer there is, installed or not. */
    List<Peer> all() {
        return List.of(
                new Peer("Varnish", "varnishd", this::varnish),
                new Peer("nginx", "nginx", this::nginx),
                new Peer("Squid", "squid", this::squid),
                new Peer("Traffic Server", "traffic_server", this::trafficServer));
    }

    private Running varnish(int origin) throws IOException {
        int port = ports.free();
        Path file = Files.writeString(directory.resolve("varnish.vcl"), CacheFiles.varnish(origin));
        Path work = Files.createDirectories(directory.resolve("varnish"));
        return start("varnish", port, varnishd(port, work, file));
    }

    /** Nothing has a life, or is served stale, that does not say so itself. */
    private static List<String> varnishd(int port, Path work, Path file) {
        List<String> command = new ArrayList<>(List.of("varnishd", "-F", "-j", "none", "-s", "malloc,64m"));
        command.addAll(List.of("-p", "default_ttl=0", "-p", "default_grace=0"));
        command.addAll(List.of("-n", work.toString(), "-a", "127.0.0.1:" + port, "-f", file.toString()));
        return command;
    }

    private Running nginx(int origin) throws IOException {
        int port = ports.free();
        Path prefix = Files.createDirectories(directory.resolve("nginx"));
        Path cache = Files.createDirectories(directory.resolve("nginx-cache"));
        Path file = Files.writeString(prefix.resolve("nginx.conf"), CacheFiles.nginx(origin, port, cache));
        String log = prefix.resolve("error.log").toString();
        return start("nginx", port, List.of("nginx", "-p", prefix.toString(), "-c", file.toString(), "-e", log));
    }

    private Running squid(int origin) throws IOException {
        int port = ports.free();
        Path work = Files.createDirectories(directory.resolve("squid"));
        Path file = Files.writeString(work.resolve("squid.conf"), CacheFiles.squid(origin, port));
        return start("squid", port, List.of("squid", "-N", "-n", "noon" + port, "-f", file.toString()));
    }

    private Running trafficServer(int origin) throws IOException {
        int port = ports.free();
        Path root = directory.resolve("trafficserver");
        for (String name : List.of("etc", "cache", "run", "log")) {
            Files.createDirectories(root.resolve(name));
        }
        Path etc = root.resolve("etc");
        Files.writeString(root.resolve("runroot.yaml"), CacheFiles.trafficLayout(root));
        Files.writeString(etc.resolve("records.config"), CacheFiles.trafficRecords(port));
        Files.writeString(etc.resolve("remap.config"), "map / http://127.0.0.1:" + origin + "/\n");
        Files.writeString(etc.resolve("storage.config"), root.resolve("cache") + " 64M\n");
        Files.writeString(etc.resolve("ip_allow.yaml"), CacheFiles.trafficAllowed());
        return start("trafficserver", port, List.of("traffic_server", "--run-root=" + root));
    }

    /** Returns when it answers what its origin does. */
    private Running start(String name, int port, List<String> command) {
        ChildProcess process =
                ChildProcess.start(name, new ChildProcess.Command(command, Map.of(), directory.resolve(name + ".log")));
        Awaitility.await(name + " answers")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    process.requireAlive();
                    return answers(port);
                });
        return new Running(process, port);
    }

    private static boolean answers(int port) throws IOException {
        try (RawConnection client = RawConnection.open(port)) {
            Reply reply = client.send("GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    .read("GET");
            return reply.status() == 200;
        }
    }
}
