package dev.noon.it.cluster;

import dev.noon.it.http.Http;
import dev.noon.it.link.FaultyLink;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Real nodes and their store, on free loopback ports unless the specification says otherwise. Everything it started is gone after {@link
 * #close}, or at the latest with this JVM. Not thread-safe.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration JOINED = Duration.ofSeconds(60);
    private static final String SEED = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: harness-seed }
            spec: { targets: [ { url: "http://127.0.0.1:9" } ] }
            """;

    private final ClusterSpec spec;
    private final Checkout checkout;
    private final Http http = new Http();
    private final String token;
    private final Path tokenFile;
    private final Store store;
    private final List<FaultyLink> links;
    private final List<Node> nodes;

    private Cluster(ClusterSpec spec, Checkout checkout) {
        this.spec = spec;
        this.checkout = checkout;
        empty(spec.directory());
        this.token = newToken();
        this.tokenFile = writeOwn(spec.directory().resolve("admin-token"), token);
        Ports ports = new Ports();
        this.store = Store.start(
                checkout,
                ports.free(),
                spec.directory().resolve("store"),
                spec.sites().store());
        List<NodeAddress> addresses = IntStream.range(0, spec.nodes())
                .mapToObj(
                        i -> new NodeAddress(spec.sites().node(i + 1).host(), ports.free(), ports.free(), ports.free()))
                .toList();
        Path secrets = writeOwn(spec.directory().resolve("secrets-key"), newSecretsKey());
        this.links = IntStream.range(0, spec.linked() ? spec.nodes() : 0)
                .mapToObj(i -> FaultyLink.open(ports.free(), store.port()))
                .toList();
        List<String> storeUris = IntStream.range(0, spec.nodes())
                .mapToObj(i -> spec.linked() ? Store.uri(links.get(i).port()) : store.uri())
                .toList();
        NodePlan plan = new NodePlan(spec, checkout, addresses, storeUris, new NodePlan.Keys(tokenFile, secrets));
        this.nodes = IntStream.rangeClosed(1, spec.nodes())
                .mapToObj(number -> plan.node(number, http))
                .toList();
    }

    /**
     * Starts the store and every node, applies one definition that no test looks at, since a node
     * without a revision is not ready, and waits until all are ready and know each other.
     */
    public static Cluster start(ClusterSpec spec) {
        Cluster cluster = new Cluster(spec, Checkout.find());
        try {
            cluster.nodes.forEach(Node::start);
            cluster.nodes.forEach(Node::awaitStarted);
            cluster.seed();
            cluster.awaitWhole();
            return cluster;
        } catch (RuntimeException | Error e) {
            String tails = cluster.tails(40);
            cluster.close();
            throw new IllegalStateException("the cluster did not start\n" + tails, e);
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

    /** What each node reaches the store over, in the order of the nodes; none unless the specification says so. */
    public List<FaultyLink> links() {
        return links;
    }

    /** What node {@code number} reaches the store over. */
    public FaultyLink link(int number) {
        return links.get(number - 1);
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
                .until(() -> nodes.stream().allMatch(node -> admin(node).metric("noon_grid_members") == nodes.size()));
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
        links.forEach(FaultyLink::close);
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

    private void seed() {
        AdminAnswer answer = admin().apply(SEED, "wait=0");
        if (answer.status() != 201) {
            throw new IllegalStateException("the first apply failed: " + answer);
        }
    }

    private static void append(StringBuilder text, String name, String log, int lines) {
        List<String> all = log.lines().toList();
        text.append("--- ").append(name).append(", last lines\n");
        all.subList(Math.max(0, all.size() - lines), all.size())
                .forEach(line -> text.append(line).append('\n'));
    }

    private static String newSecretsKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return "key-1:" + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    private static String newToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Path writeOwn(Path file, String text) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
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
