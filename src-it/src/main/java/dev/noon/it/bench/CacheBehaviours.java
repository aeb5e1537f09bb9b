package dev.noon.it.bench;

import dev.noon.it.behaviour.Aging;
import dev.noon.it.behaviour.Behaviour.Weight;
import dev.noon.it.behaviour.Topic;
import dev.noon.it.behaviour.Trials;
import dev.noon.it.behaviour.Verdict;
import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How many behaviours of a shared HTTP cache Noon has, and how many other caches have, by the same table. */
final class CacheBehaviours {
    private static final Set<String> OPTIONS = Set.of("failures", "only", "together");
    private static final String NOON = "Noon";

    private final Options options;
    private final PrintStream out;
    private final Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();

    private CacheBehaviours(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the table against everybody and prints what came of it; 1 if Noon misses anything, or a peer has more. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        return new CacheBehaviours(Options.of(arguments, OPTIONS), System.out).run();
    }

    private int run() throws IOException, InterruptedException {
        Path directory = Checkout.find().scratch("bench/behaviours");
        Cluster.empty(directory);
        noon(directory.resolve("node"));
        CachePeers peers = new CachePeers(Files.createDirectories(directory.resolve("peers")));
        for (CachePeers.Peer peer : peers.all()) {
            if (!Peers.installed(peer.command())) {
                out.println(peer.name() + " is left out: " + peer.command() + " is not installed");
            } else if (wanted(peer.name())) {
                peer(peer);
            }
        }
        return report();
    }

    private void noon(Path directory) throws InterruptedException {
        try (Trials trials = new Trials();
                Cluster cluster = Cluster.start(ClusterSpec.of(1, directory))) {
            AdminAnswer applied =
                    cluster.admin().apply(definitions(trials.upstream().getPort()));
            if (!applied.complete()) {
                throw new IllegalStateException("the definitions were not applied: " + applied);
            }
            run(NOON, trials, cluster.node(1).address().http());
        }
    }

    private void peer(CachePeers.Peer peer) throws IOException, InterruptedException {
        try (Trials trials = new Trials();
                CachePeers.Running running =
                        peer.start().start(trials.upstream().getPort())) {
            run(peer.name(), trials, running.port());
            running.process().requireAlive();
        }
    }

    private void run(String name, Trials trials, int port) throws InterruptedException {
        verdicts.put(name, trials.run(port, "/behaviours", Aging.BY_TIME, options.count("together", 16)));
        out.println(name + ": done");
    }

    private boolean wanted(String name) {
        String only = options.text("only", "").toLowerCase(Locale.ROOT);
        return only.isEmpty()
                || List.of(only.split(","))
                        .contains(name.toLowerCase(Locale.ROOT).split(" ", -1)[0]);
    }

    private static String definitions(int port) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: behaviours-backend }
                spec: { targets: [ { url: "http://127.0.0.1:%d" } ] }
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: behaviours }
                spec:
                  route: { path: /behaviours, methods: [GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, BREW] }
                  upstream: behaviours-backend
                  policies: [ { cache: { mode: http } } ]
                """.formatted(port);
    }

    private int report() {
        out.println();
        Table table = new Table();
        List<Object> heading = new ArrayList<>(List.of("behaviours", "of"));
        heading.addAll(verdicts.keySet());
        table.row(heading.toArray());
        for (Topic topic : Topic.values()) {
            line(table, topic.title(), each -> counts(each) && each.topic() == topic);
        }
        line(table, "all", CacheBehaviours::counts);
        line(table, "of these the standards demand", each -> each.behaviour().weight() == Weight.MUST);
        line(table, "of these they recommend or allow", each -> each.behaviour().weight() == Weight.GOOD);
        line(table, "not counted: where caches choose, as Noon", each -> !counts(each));
        table.print(out);
        out.println();
        if (options.on("failures", false)) {
            verdicts.forEach(this::failures);
        }
        return verdict();
    }

    private void line(Table table, String title, Predicate<Verdict> counted) {
        List<Object> cells = new ArrayList<>();
        cells.add(title);
        cells.add(all().stream().filter(counted).count());
        verdicts.values().forEach(each -> cells.add(passed(each, counted)));
        table.row(cells.toArray());
    }

    private List<Verdict> all() {
        return of(NOON);
    }

    private List<Verdict> of(String name) {
        return verdicts.getOrDefault(name, List.of());
    }

    private static long passed(List<Verdict> verdicts, Predicate<Verdict> counted) {
        return verdicts.stream().filter(counted).filter(Verdict::passed).count();
    }

    private static boolean counts(Verdict verdict) {
        return verdict.behaviour().weight() != Weight.CHOICE;
    }

    private void failures(String name, List<Verdict> all) {
        List<Verdict> failed = all.stream()
                .filter(CacheBehaviours::counts)
                .filter(each -> !each.passed())
                .toList();
        out.println(name + " does otherwise in " + failed.size() + ":");
        failed.forEach(each -> out.println("  " + each.title() + ": "
                + each.wrong().orElse("").lines().findFirst().orElse("")));
        out.println();
    }

    private int verdict() {
        List<Verdict> failed = of(NOON).stream().filter(each -> !each.passed()).toList();
        failed.forEach(each -> out.println(
                NOON + " does not: " + each.title() + ": " + each.wrong().orElse("")));
        long own = passed(of(NOON), CacheBehaviours::counts);
        List<String> ahead = verdicts.keySet().stream()
                .filter(name -> passed(of(name), CacheBehaviours::counts) > own)
                .toList();
        ahead.forEach(name -> out.println(name + " passes more than Noon"));
        boolean held = failed.isEmpty() && ahead.isEmpty();
        out.println(held ? "every threshold held" : "A THRESHOLD DID NOT HOLD");
        return held ? 0 : 1;
    }
}
