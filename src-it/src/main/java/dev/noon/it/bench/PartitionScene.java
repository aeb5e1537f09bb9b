package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.AdminClient;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.cluster.Receipt;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Marks;
import dev.noon.it.namespace.Namespaces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Three nodes and a store in namespaces of their own, asked all the time; changes and purges, and what every node has
 * acknowledged of them. Node 1 is the manager unless said otherwise. Not thread-safe.
 */
final class PartitionScene implements AutoCloseable {
    static final int NODES = 3;
    private static final int WARM = 300;
    private static final Duration LONGEST = Duration.ofSeconds(180);

    private final Namespaces network;
    private final Cluster cluster;
    private final Marks marks;
    private final PartitionBodies bodies;
    private final PartitionLimits limits;
    private final List<PartitionWatch> watches;
    private long mark;
    private long head;
    private long operation;
    private long purgedBefore;

    private PartitionScene(Namespaces network, Cluster cluster) {
        this.network = network;
        this.cluster = cluster;
        this.marks = new Marks("partition", network.here());
        this.bodies = new PartitionBodies(network.here());
        this.limits = new PartitionLimits(network.here());
        require(cluster.admin().apply(bodies.definitions()));
        require(cluster.admin().apply(limits.definitions()));
        AdminAnswer first = cluster.admin().apply(marks.definitions(mark));
        require(first);
        marks.acknowledged(mark, first.revision());
        this.head = first.revision();
        this.watches = cluster.nodes().stream()
                .map(node -> PartitionWatch.start(node.name(), node.address(), marks, bodies.path()))
                .toList();
    }

    static PartitionScene open(Namespaces network, String heap) {
        ClusterSpec spec = ClusterSpec.of(NODES, Checkout.find().scratch("bench/partition"))
                .withHeap(heap)
                .withSites(network);
        Cluster cluster = Cluster.start(spec);
        try {
            return new PartitionScene(network, cluster);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    Namespaces network() {
        return network;
    }

    Node node(int number) {
        return cluster.node(number);
    }

    PartitionWatch watch(int number) {
        return watches.get(number - 1);
    }

    List<PartitionWatch> watches() {
        return watches;
    }

    PartitionLimits limits() {
        return limits;
    }

    /** The newest revision that was committed. */
    long head() {
        return head;
    }

    /** Every body of an edition before this one was purged. */
    long purgedBefore() {
        return purgedBefore;
    }

    /** Changes everything that {@link Marks} marks; tells each node's watch what its node has acknowledged. */
    AdminAnswer apply(int manager, int waitSeconds) {
        AdminAnswer answer = admin(manager).apply(marks.definitions(mark + 1), "wait=" + waitSeconds);
        if (answer.status() / 100 == 2) {
            mark++;
            head = answer.revision();
            acknowledged(answer, new PartitionWatch.Seen(head, 0));
        }
        return answer;
    }

    /** A new edition of the bodies; purges what shows an older one, likewise. */
    AdminAnswer purge(int manager, int waitSeconds) {
        long edition = bodies.next();
        String body = "{\"proxy\":\"" + bodies.proxy() + "\"}";
        AdminAnswer answer =
                admin(manager).send("POST", "/purges?wait=" + waitSeconds, body, "Content-Type", "application/json");
        if (answer.status() / 100 == 2) {
            purgedBefore = edition;
            operation = answer.json().path("operation").asLong();
            acknowledged(answer, new PartitionWatch.Seen(0, edition));
        }
        return answer;
    }

    /** Waits until the node has acknowledged everything, as the manager sees it; false after three minutes. */
    boolean awaitReceipt(int number) {
        boolean came = await(() -> hasReceipt(number) && member(number).operation() >= operation);
        if (came) {
            watch(number).acknowledged(new PartitionWatch.Seen(head, purgedBefore));
        }
        return came;
    }

    /** Whether the node says of itself that the store is away, and that it serves nevertheless. */
    boolean saysDetached(int number) {
        Reply reply = node(number).health("ready").orElseThrow();
        return reply.status() == 200 && reply.text().replace(" ", "").contains("\"state\":\"detached\"");
    }

    /** Whether the manager expects the node's receipts. */
    boolean live(int number) {
        return member(number).live();
    }

    /** How many members the node's side of the grid has. */
    long gridOf(int number) {
        return admin(number).metric("noon_grid_members");
    }

    boolean gridWhole() {
        return Stream.iterate(1, number -> number + 1).limit(NODES).allMatch(number -> gridOf(number) == NODES);
    }

    /** Waits three minutes at most; false if it has not become true. */
    static boolean await(Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** The names of the nodes that have not acknowledged. */
    static List<String> missing(AdminAnswer answer) {
        return answer.receipts().stream()
                .filter(receipt -> !receipt.acknowledged())
                .map(Receipt::node)
                .toList();
    }

    /** Some hundred answers of each node: the first ones of a process are slow. */
    void warmUp() {
        await(() -> watches.stream().allMatch(watch -> watch.count() > WARM));
    }

    String tails() {
        return cluster.tails(30);
    }

    /** Waits until everybody is live at the head and sees everybody in the grid. */
    void awaitWhole() {
        cluster.awaitWhole();
    }

    @Override
    public void close() {
        watches.forEach(PartitionWatch::close);
        cluster.close();
        marks.close();
        bodies.close();
        limits.close();
    }

    private AdminClient admin(int number) {
        return cluster.admin(cluster.node(number));
    }

    private boolean hasReceipt(int number) {
        return admin(1).receipts(head).receipts().stream()
                .anyMatch(receipt -> receipt.node().equals(node(number).name()) && receipt.acknowledged());
    }

    private AdminClient.Member member(int number) {
        return admin(1).members().stream()
                .filter(member -> member.node().equals(node(number).name()))
                .findFirst()
                .orElseThrow();
    }

    private void acknowledged(AdminAnswer answer, PartitionWatch.Seen seen) {
        List<String> names = answer.receipts().stream()
                .filter(Receipt::acknowledged)
                .map(Receipt::node)
                .toList();
        watches.stream().filter(watch -> names.contains(watch.name())).forEach(watch -> watch.acknowledged(seen));
    }

    private static void require(AdminAnswer answer) {
        if (!answer.complete()) {
            throw new IllegalStateException("the first definitions were not applied everywhere: " + answer);
        }
    }
}
