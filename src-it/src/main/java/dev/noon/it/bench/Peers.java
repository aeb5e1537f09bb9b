package dev.noon.it.bench;

import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.process.ChildProcess;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * The origin and the peers, each a process with a configuration written for this run. A peer that
 * is not installed is left out with a message. Not thread-safe.
 */
final class Peers implements AutoCloseable {
    private static final int BODY_BYTES = 1024;

    private final Checkout checkout;
    private final Path directory;
    private final Ports ports;
    private final PrintStream out;
    private final List<ChildProcess> running = new ArrayList<>();

    Peers(Checkout checkout, Path directory, Ports ports, PrintStream out) {
        this.checkout = checkout;
        this.directory = directory;
        this.ports = ports;
        this.out = out;
    }

    /** Starts nginx with one static file and returns its port, once somebody listens there. */
    int origin() throws IOException {
        if (!installed("nginx")) {
            throw new IllegalArgumentException(
                    "nginx is missing; it serves the origin (Debian: apt-get install nginx)");
        }
        Path root = Files.createDirectories(directory.resolve("www"));
        Files.writeString(root.resolve("1k.txt"), "x".repeat(BODY_BYTES));
        int port = ports.free();
        start("origin", nginx("origin", NginxFiles.origin(port, root)));
        Awaitility.await("nginx listens")
                .ignoreException(ConnectException.class)
                .until(() -> listens(port));
        return port;
    }

    Optional<Contestant> nginxPeer(int origin) throws IOException {
        if (absent("nginx", "nginx")) {
            return Optional.empty();
        }
        int hit = ports.free();
        int proxied = ports.free();
        Path cache = Files.createDirectories(directory.resolve("nginx-cache"));
        start("nginx", nginx("nginx", NginxFiles.peer(origin, hit, proxied, cache)));
        return Optional.of(Contestant.of("nginx", hit, proxied));
    }

    Optional<Contestant> haproxy(int origin) throws IOException {
        if (absent("HAProxy", "haproxy")) {
            return Optional.empty();
        }
        int hit = ports.free();
        int proxied = ports.free();
        Path file = Files.writeString(directory.resolve("haproxy.cfg"), OtherFiles.haproxy(origin, hit, proxied));
        start("haproxy", List.of("haproxy", "-db", "-f", file.toString()));
        return Optional.of(Contestant.of("HAProxy", hit, proxied));
    }

    Optional<Contestant> varnish(int origin) throws IOException {
        if (absent("Varnish", "varnishd")) {
            return Optional.empty();
        }
        int port = ports.free();
        Path file = Files.writeString(directory.resolve("varnish.vcl"), OtherFiles.varnish(origin));
        Path work = Files.createDirectories(directory.resolve("varnish"));
        start(
                "varnish",
                List.of(
                        "varnishd",
                        "-F",
                        "-j",
                        "none",
                        "-n",
                        work.toString(),
                        "-s",
                        "malloc,64m",
                        "-a",
                        "127.0.0.1:" + port,
                        "-f",
                        file.toString()));
        return Optional.of(new Contestant(
                "Varnish", Contestant.url(port, "/hit/1k.txt"), Contestant.url(port, "/proxied/1k.txt")));
    }

    /** Spring Cloud Gateway; built with Maven if that has not been done. */
    Optional<Contestant> springCloudGateway(int origin) throws IOException, InterruptedException {
        Path project = checkout.source("peers/spring-cloud-gateway");
        Path jar = project.resolve("target/spring-cloud-gateway.jar");
        if (!Files.exists(jar) && !build(project)) {
            out.println("Spring Cloud Gateway is left out: its project does not build here");
            return Optional.empty();
        }
        int port = ports.free();
        start(
                "spring-cloud-gateway",
                List.of(
                        Cluster.java(),
                        "-Xms128m",
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "-Dserver.port=" + port,
                        "-Dpeer.origin=http://127.0.0.1:" + origin,
                        "-jar",
                        jar.toString()));
        return Optional.of(new Contestant(
                "Spring Cloud Gateway", Contestant.url(port, "/hit/1k.txt"), Contestant.url(port, "/proxied/1k.txt")));
    }

    /** Throws, with the end of its log, if a peer has ended. */
    void requireAlive() {
        running.forEach(ChildProcess::requireAlive);
    }

    @Override
    public void close() {
        running.forEach(process -> process.stop(Duration.ofSeconds(5)));
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private List<String> nginx(String name, String configuration) throws IOException {
        Path prefix = Files.createDirectories(directory.resolve(name));
        Path file = Files.writeString(prefix.resolve("nginx.conf"), configuration);
        return List.of(
                "nginx",
                "-p",
                prefix.toString(),
                "-c",
                file.toString(),
                "-e",
                prefix.resolve("error.log").toString());
    }

    private void start(String name, List<String> command) {
        running.add(ChildProcess.start(
                name, new ChildProcess.Command(command, Map.of(), directory.resolve(name + ".log"))));
    }

    private boolean build(Path project) throws IOException, InterruptedException {
        out.println("building " + project + " …");
        Path log = directory.resolve("spring-cloud-gateway-build.log");
        return new ProcessBuilder(
                                "mvn",
                                "-B",
                                "-q",
                                "-f",
                                project.resolve("pom.xml").toString(),
                                "package")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor()
                == 0;
    }

    private boolean absent(String name, String command) {
        if (installed(command)) {
            return false;
        }
        out.println(name + " is left out: " + command + " is not installed");
        return true;
    }

    static boolean installed(String command) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return java.util.Arrays.stream(path.split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }
}
