package dev.noon.it.bench;

import dev.noon.it.cluster.AdminAnswer;
import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Cluster;
import dev.noon.it.cluster.ClusterSpec;
import dev.noon.it.cluster.Node;
import dev.noon.it.http.Http;
import dev.noon.it.http.Reply;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * Requests per second of the gateway, of a bare filter on the same node, and of the peers, measured
 * in turns within one run. Only the ratios mean anything.
 */
final class Ratios {
    private static final Set<String> OPTIONS = Set.of("rounds", "seconds", "warmup", "hit", "bare", "proxied", "only");
    private static final String BARE = "bare filter";
    private static final String COPY = "bare filter with a copy";
    private static final String NOON = "Noon";
    private static final String SPRING = "Spring Cloud Gateway";

    /** Those whose code becomes fast only after it has run for a while. */
    private static final Set<String> COMPILING = Set.of(BARE, COPY, NOON, SPRING);

    private final Options options;
    private final PrintStream out;
    private final Checkout checkout;
    private final Path directory;

    private Ratios(Options options, PrintStream out, Checkout checkout) {
        this.options = options;
        this.out = out;
        this.checkout = checkout;
        this.directory = checkout.scratch("bench/ratios");
    }

    /** Runs the benchmark and prints its table; 1 if a threshold does not hold. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        return new Ratios(Options.of(arguments, OPTIONS), System.out, Checkout.find()).run();
    }

    private int run() throws IOException, InterruptedException {
        if (!Peers.installed("wrk")) {
            throw new IllegalArgumentException("wrk is missing; it makes the load (Debian: apt-get install wrk)");
        }
        Cluster.empty(directory);
        Path peerDirectory = Files.createDirectories(directory.resolve("peers"));
        try (Peers peers = new Peers(checkout, peerDirectory, new Ports(), out)) {
            int origin = peers.origin();
            try (Cluster cluster = Cluster.start(spec(origin))) {
                List<Contestant> contestants = contestants(peers, cluster, origin);
                contestants.forEach(Ratios::awaitAnswers);
                Measurement hit = measure(withCopy(contestants, cluster.node(1)), false);
                peers.requireAlive();
                Measurement proxied = measure(contestants, true);
                peers.requireAlive();
                return report(hit, proxied);
            }
        }
    }

    private ClusterSpec spec(int origin) {
        return ClusterSpec.of(1, directory.resolve("node"))
                .withJvmOption("-Dbare.origin=http://127.0.0.1:" + origin)
                .withArchive(BareWar.pack(checkout, out));
    }

    private List<Contestant> contestants(Peers peers, Cluster cluster, int origin)
            throws IOException, InterruptedException {
        Node node = cluster.node(1);
        AdminAnswer applied = cluster.admin().apply(definitions(origin));
        if (applied.status() != 201) {
            throw new IllegalStateException("the definitions were not applied: " + applied);
        }
        List<Contestant> all = new ArrayList<>();
        all.add(new Contestant(BARE, node.url("/bare/hit/1k.txt"), node.url("/bare/proxy/1k.txt")));
        all.add(new Contestant(NOON, node.url("/hit/1k.txt"), node.url("/proxy/1k.txt")));
        add(all, "nginx", () -> peers.nginxPeer(origin));
        add(all, "HAProxy", () -> peers.haproxy(origin));
        add(all, "Varnish", () -> peers.varnish(origin));
        add(all, SPRING, () -> peers.springCloudGateway(origin));
        return all;
    }

    /** With the filter that answers the same header lines as Noon's hit, but for Noon's own: what a hit costs at least. */
    private static List<Contestant> withCopy(List<Contestant> contestants, Node node) {
        List<Contestant> all = new ArrayList<>(contestants);
        all.add(1, new Contestant(COPY, node.url("/bare/copy/1k.txt"), node.url("/bare/proxy/1k.txt")));
        return all;
    }

    private void add(List<Contestant> all, String name, PeerStart start) throws IOException, InterruptedException {
        String only = options.text("only", "").toLowerCase(Locale.ROOT);
        if (only.isEmpty() || List.of(only.split(",")).contains(word(name))) {
            start.start().ifPresent(all::add);
        }
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).split(" ", -1)[0];
    }

    @FunctionalInterface
    private interface PeerStart {
        Optional<Contestant> start() throws IOException, InterruptedException;
    }

    private static String definitions(int origin) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: bench-origin }
                spec: { targets: [ { url: "http://127.0.0.1:%d" } ] }
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: bench-hit }
                spec:
                  route: { path: /hit }
                  upstream: bench-origin
                  stripPath: true
                  policies: [ { cache: { storage: tiered, ttl: 1h } } ]
                ---
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: bench-proxied }
                spec:
                  route: { path: /proxy }
                  upstream: bench-origin
                  stripPath: true
                """.formatted(origin);
    }

    private static void awaitAnswers(Contestant contestant) {
        Http http = new Http();
        for (URI url : List.of(contestant.hit(), contestant.proxied())) {
            Awaitility.await(contestant.name() + " answers at " + url)
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> {
                        Reply reply = http.get(url);
                        return reply.status() == 200 && reply.body().length == 1024;
                    });
        }
    }

    private Measurement measure(List<Contestant> contestants, boolean proxied)
            throws IOException, InterruptedException {
        Measurement measurement =
                new Measurement(contestants.stream().map(Contestant::name).toList());
        int seconds = options.count("seconds", 4);
        for (Contestant contestant : contestants) {
            boolean compiles = COMPILING.contains(contestant.name());
            Wrk.run(url(contestant, proxied), compiles ? options.count("warmup", 40) : 3);
        }
        for (int round = 1; round <= options.count("rounds", 5); round++) {
            for (Contestant contestant : contestants) {
                measurement.add(contestant.name(), Wrk.run(url(contestant, proxied), seconds));
            }
            out.println((proxied ? "proxied" : "cached hit") + ": round " + round + " done");
        }
        return measurement;
    }

    private static URI url(Contestant contestant, boolean proxied) {
        return proxied ? contestant.proxied() : contestant.hit();
    }

    private int report(Measurement hit, Measurement proxied) {
        hit.print("cached hit", BARE, out);
        proxied.print("proxied", BARE, out);
        boolean held = threshold("cached hit, of the " + BARE, hit.ratio(NOON, BARE), options.ratio("hit", 0.9));
        held &= threshold("cached hit, of the " + COPY, hit.ratio(NOON, COPY), 0);
        held &= threshold("proxied, of the " + BARE, proxied.ratio(NOON, BARE), options.ratio("bare", 0.9));
        if (hit.has(SPRING)) {
            held &= threshold("cached hit, of " + SPRING, hit.ratio(NOON, SPRING), 1.0);
            held &= threshold("proxied, of " + SPRING, proxied.ratio(NOON, SPRING), options.ratio("proxied", 1.1));
            held &= threshold("proxied, p99 of " + SPRING + " by Noon's", proxied.p99(SPRING) / proxied.p99(NOON), 1.0);
        }
        held &= hit.errors(NOON) + proxied.errors(NOON) == 0;
        out.println(held ? "every threshold held" : "A THRESHOLD DID NOT HOLD");
        return held ? 0 : 1;
    }

    private boolean threshold(String what, double ratio, double least) {
        boolean held = ratio >= least;
        out.printf(Locale.ROOT, "%-45s %.2f  (at least %.2f)  %s%n", what, ratio, least, held ? "ok" : "BELOW");
        return held;
    }
}
