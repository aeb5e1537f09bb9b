package dev.noon.it.cluster;

import dev.noon.it.http.Http;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Real nodes and their store on free loopback ports. Everything it started is gone after {@link
 * #close}, or at the latest with this JVM. Not thread-safe.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration JOINED = Duration.ofSeconds(60);

    private final ClusterSpec spec;
    private final Checkout checkout;
    private final Http http = new Http();
    private final String token;
    private final Path tokenFile;
    private final Store store;
    private final List<Node> nodes;

    private Cluster(ClusterSpec spec, Checkout checkout) {
        this.spec = spec;
        this.checkout = checkout;
        empty(spec.directory());
        this.token = newToken();
        this.tokenFile = writeToken(spec.directory().resolve("admin-token"), token);
        Ports ports = new Ports();
        this.store = Store.start(checkout, ports.free(), spec.directory().resolve("store"));
        List<NodeAddress> addresses = IntStream.range(0, spec.nodes())
                .mapToObj(i -> new NodeAddress(ports.free(), ports.free(), ports.free()))
                .toList();
        this.nodes = IntStream.range(0, spec.nodes())
                .mapToObj(i -> node(i, addresses))
                .toList();
    }

    /** Starts the store and every node, and waits until all are ready and know each other. */
    public static Cluster start(ClusterSpec spec) {
        Cluster cluster = new Cluster(spec, Checkout.find());
        try {
            cluster.nodes.forEach(Node::start);
            cluster.nodes.forEach(Node::awaitReady);
            cluster.awaitWhole();
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw new IllegalStateException("the cluster did not start\n" + cluster.tails(30), e);
        }
    }

    /** The {@code java} that runs this JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Node {@code number}, counted from 1 as its name is. */
    public Node node(int number) {
        return nodes.get(number - 1);
    }

    public Store store() {
        return store;
    }

    public Checkout checkout() {
        return checkout;
    }

    public ClusterSpec spec() {
        return spec;
    }

    /** The administrator's token. */
    public String token() {
        return token;
    }

    public Path tokenFile() {
        return tokenFile;
    }

    public Http http() {
        return http;
    }

    /** The admin API of the first node. */
    public AdminClient admin() {
        return admin(node(1));
    }

    /** The admin API of one node. */
    public AdminClient admin(Node node) {
        return new AdminClient(node.address(), spec.environment(), token, http);
    }

    /** The command line, pointed at the first node. */
    public CliRun cli() {
        return new CliRun(
                checkout,
                Map.of("NOON_URL", node(1).address().admin("").toString(), "NOON_TOKEN", token),
                spec.directory());
    }

    /** Waits until every node is ready, listed as live at the newest revision, and sees every other in the grid. */
    public void awaitWhole() {
        nodes.forEach(Node::awaitReady);
        Awaitility.await("all nodes are live at the newest revision")
                .atMost(JOINED)
                .pollInterval(Duration.ofMillis(100))
                .until(this::everyNodeLive);
        Awaitility.await("every node sees " + nodes.size() + " members of the grid")
                .atMost(JOINED)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> nodes.stream().allMatch(node -> lastGridSize(node.output()) == nodes.size()));
    }

    /** The ends of all logs, for a failing test. */
    public String tails(int lines) {
        StringBuilder text = new StringBuilder();
        append(text, "store", store.output(), lines);
        nodes.stream()
                .filter(node -> Files.exists(node.log()))
                .forEach(node -> append(text, node.name(), node.output(), lines));
        return text.toString();
    }

    /** Ends every process. What they wrote stays for reading until the next start, apart from unpacked server files. */
    @Override
    public void close() {
        for (Node node : nodes) {
            if (node.alive()) {
                node.kill();
            }
        }
        if (store.alive()) {
            store.kill();
        }
    }

    private boolean everyNodeLive() {
        List<AdminClient.Member> members = admin().members();
        long head = admin().head();
        return nodes.stream().allMatch(node -> members.stream()
                .anyMatch(member -> member.node().equals(node.name())
                        && member.live()
                        && member.state().equals("ready")
                        && member.revision() == head));
    }

    /** The size that the log names last; a grid of one writes none at first. */
    private static int lastGridSize(String log) {
        int at = log.lastIndexOf("Members {size:");
        return at < 0 ? 1 : Integer.parseInt(log.substring(at + 14, log.indexOf(',', at)));
    }

    private static void append(StringBuilder text, String name, String log, int lines) {
        List<String> all = log.lines().toList();
        text.append("--- ").append(name).append(", last lines\n");
        all.subList(Math.max(0, all.size() - lines), all.size())
                .forEach(line -> text.append(line).append('\n'));
    }

    private Node node(int index, List<NodeAddress> addresses) {
        String name = "node-" + (index + 1);
        NodeAddress address = addresses.get(index);
        Path directory = spec.directory().resolve(name);
        String members = addresses.stream().map(a -> "127.0.0.1:" + a.grid()).collect(Collectors.joining(","));
        ServerFiles files = ServerFiles.fill(
                checkout.serverFiles(),
                directory.resolve("server"),
                Map.ofEntries(
                        Map.entry("NOON_HTTP_PORT", Integer.toString(address.http())),
                        Map.entry("NOON_ADMIN_PORT", Integer.toString(address.admin())),
                        Map.entry("NOON_GRID_PORT", Integer.toString(address.grid())),
                        Map.entry("NOON_GRID_MEMBERS", members),
                        Map.entry("NOON_BIND", "127.0.0.1"),
                        Map.entry("NOON_NODE", name),
                        Map.entry("NOON_DATA", directory.resolve("data").toString()),
                        Map.entry("NOON_ENV", spec.environment()),
                        Map.entry("NOON_MONGO_URI", store.uri()),
                        Map.entry("NOON_TOKEN_FILE", tokenFile.toString()),
                        Map.entry("NOON_HEAP", spec.heap())));
        return new Node(name, address, new Node.Launch(directory, command(address, directory, files)), http);
    }

    private List<String> command(NodeAddress address, Path directory, ServerFiles files) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(files.jvm());
        command.addAll(spec.jvmOptions());
        command.addAll(List.of("-jar", checkout.microJar().toString()));
        command.addAll(List.of("--rootdir", directory.resolve("payara").toString()));
        command.addAll(List.of("--port", Integer.toString(address.http())));
        command.addAll(files.server());
        command.addAll(List.of("--nohostaware", "--disablephonehome"));
        command.addAll(List.of("--deploy", checkout.war().toString(), "--contextroot", "/"));
        spec.archives().forEach(archive -> command.addAll(List.of("--deploy", archive)));
        return command;
    }

    private static String newToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Path writeToken(Path file, String token) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, token);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Removes what an earlier run left in {@code directory}, and creates it. */
    public static void empty(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> old = Files.walk(directory)) {
                    for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + directory, e);
        }
    }
}
