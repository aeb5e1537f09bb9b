package dev.noon.boot;

import dev.noon.cache.Scope;
import dev.noon.cache.grid.GridSettings;
import dev.noon.edge.connector.Connector;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * What an operator says about one node, through MicroProfile Config: {@code -Dnoon.env=stage} or
 * {@code NOON_ENV=stage}.
 *
 * @param node the node's name, unique in its environment ({@code noon.node}; default {@code node-1})
 * @param environment the environment that the node serves ({@code noon.env}; default {@code dev})
 * @param region label of metrics ({@code noon.region}; default {@code local})
 * @param data directory of the last good revision ({@code noon.data}; default {@code .noon/nodes/NODE})
 * @param mongoUri where the store is ({@code noon.mongo.uri})
 * @param address where others reach the node's grid member, for people to read ({@code noon.grid.bind}
 *     and {@code noon.grid.port}; default {@code 127.0.0.1:5701})
 * @param traffic where the traffic listener accepts connections ({@code noon.http.bind} and {@code
 *     noon.http.port}; default {@code 127.0.0.1:8080}); the node is ready only when it does
 * @param httpThreads most request threads of the traffic listener, as the server is configured ({@code
 *     noon.http.threads}; default 512)
 * @param adminPort local port whose requests are administration ({@code noon.admin.port}; default 9090)
 * @param adminTokenFile file that holds the administrator's token ({@code noon.admin.token.file});
 *     without one the admin API stays closed
 * @param secretsKeyFile file with the keys that seal secrets, the current one first ({@code
 *     noon.secrets.key.file}); without one no definition may have a secret
 * @param events whether clustered wake-ups are sent and heard ({@code noon.events}; default true)
 * @param revisionHeader whether replies carry {@code Noon-Revision} ({@code noon.headers.revision};
 *     default true)
 * @param localCacheBytes room of the local tier in bytes, 1 MiB or more ({@code
 *     noon.cache.local.bytes}; default 64 MiB)
 * @param gridEntries most responses that all nodes together keep in one scope of the grid; the same on
 *     every node ({@code noon.grid.entries}; default 10000)
 * @param gridCapacities scopes that keep another number of them ({@code noon.grid.entries.proxy} and so on)
 * @param drainGrace how long load balancers may take to notice that the node is drained, 0 to 600 s ({@code
 *     noon.drain.grace.seconds}; default 5)
 * @param drainLimit how long requests under way are waited for after that, 0 to 600 s ({@code
 *     noon.drain.limit.seconds}; default 30)
 * @param gridBudget longest wait for one grid operation, 1 to 1000 ms ({@code noon.grid.budget.ms};
 *     default 50)
 * @param forbidden where no definition may have it send anything
 * @param https where and with what it speaks TLS to clients
 * @param care how it takes care of itself
 * @param observing what the node tells of its traffic
 */
record NodeSettings(
        String node,
        String environment,
        String region,
        Path data,
        String mongoUri,
        String address,
        InetSocketAddress traffic,
        int httpThreads,
        int adminPort,
        Optional<Path> adminTokenFile,
        Optional<Path> secretsKeyFile,
        boolean events,
        boolean revisionHeader,
        long localCacheBytes,
        int gridEntries,
        Map<Scope, Integer> gridCapacities,
        Duration drainGrace,
        Duration drainLimit,
        Duration gridBudget,
        ForbiddenAddresses forbidden,
        Https https,
        Care care,
        Observing observing) {
    private static final int MOST_DRAIN_SECONDS = 600;
    private static final String CAPACITY = "noon.grid.entries.";

    private static final List<String> NAMES = List.of(
            "noon.node",
            "noon.env",
            "noon.region",
            "noon.data",
            "noon.mongo.uri",
            "noon.admin.port",
            "noon.admin.token.file",
            "noon.secrets.key.file",
            "noon.http.bind",
            "noon.http.port",
            "noon.http.threads",
            "noon.https.port",
            "noon.https.certificates",
            "noon.grid.bind",
            "noon.grid.port",
            "noon.events",
            "noon.headers.revision",
            "noon.cache.local.bytes",
            "noon.grid.entries",
            "noon.grid.budget.ms",
            "noon.drain.grace.seconds",
            "noon.drain.limit.seconds",
            "noon.stop.grace.seconds",
            "noon.upstream.concurrent",
            "noon.upstream.loopback",
            "noon.client.grace.seconds",
            "noon.client.bytes-per-second",
            "noon.client.body.bytes",
            "noon.metrics.series",
            "noon.access.log",
            "noon.access.file",
            "noon.access.file.bytes",
            "noon.access.files",
            "noon.trace.start",
            // Read by the server's own files or by other classes.
            "noon.admin.oidc.roles-claim",
            "noon.grid.cluster",
            "noon.grid.members",
            "noon.grid.quorum",
            "noon.grid.protected");

    NodeSettings {
        require(!node.isBlank(), "noon.node", node, "a name");
        require(
                environment.matches("[a-z0-9][-a-z0-9]{0,62}"),
                "noon.env",
                environment,
                "lower-case letters, digits, -");
        require(adminPort > 0 && adminPort < 65536, "noon.admin.port", adminPort, "1 to 65535");
        require(httpThreads > 0, "noon.http.threads", httpThreads, "1 or more");
        require(localCacheBytes >= 1 << 20, "noon.cache.local.bytes", localCacheBytes, "1048576 or more");
        require(gridEntries > 0, "noon.grid.entries", gridEntries, "1 or more");
        requireDrain("noon.drain.grace.seconds", drainGrace);
        requireDrain("noon.drain.limit.seconds", drainLimit);
        long budgetMillis = gridBudget.toMillis();
        require(budgetMillis >= 1 && budgetMillis <= 1000, "noon.grid.budget.ms", budgetMillis, "1 to 1000");
    }

    /**
     * Reads every setting.
     *
     * @throws IllegalArgumentException if a value is out of range or a name that begins with {@code
     *     noon.} is unknown; the message says what was expected
     */
    static NodeSettings of(Config config) {
        refuseUnknown(config);
        String node = text(config, "noon.node", "node-1");
        return new NodeSettings(
                node,
                text(config, "noon.env", "dev"),
                text(config, "noon.region", "local"),
                Path.of(text(config, "noon.data", ".noon/nodes/" + node)),
                mongoUri(config),
                text(config, "noon.grid.bind", "127.0.0.1") + ":" + gridPort(config),
                new InetSocketAddress(
                        text(config, "noon.http.bind", "127.0.0.1"), number(config, "noon.http.port", 8080)),
                number(config, "noon.http.threads", 512),
                adminPort(config),
                config.getOptionalValue("noon.admin.token.file", String.class).map(Path::of),
                config.getOptionalValue("noon.secrets.key.file", String.class).map(Path::of),
                config.getOptionalValue("noon.events", Boolean.class).orElse(true),
                config.getOptionalValue("noon.headers.revision", Boolean.class).orElse(true),
                config.getOptionalValue("noon.cache.local.bytes", Long.class).orElse(64L << 20),
                number(config, "noon.grid.entries", 10_000),
                capacities(config),
                Duration.ofSeconds(number(config, "noon.drain.grace.seconds", 5)),
                Duration.ofSeconds(number(config, "noon.drain.limit.seconds", 30)),
                Duration.ofMillis(config.getOptionalValue("noon.grid.budget.ms", Long.class)
                        .orElse(50L)),
                ForbiddenAddresses.of(config),
                Https.of(config),
                Care.of(config, number(config, "noon.http.threads", 512)),
                Observing.of(config));
    }

    /** How it uses the grid. */
    GridSettings grid() {
        return new GridSettings("noon", gridEntries, gridCapacities, gridBudget);
    }

    /** What looks after the traffic listener. */
    Connector connector(Ticker ticker, WallClock wall) {
        return new Connector(
                traffic.getPort(),
                https.tls(traffic, wall),
                ticker::nanos,
                care.clientGrace().toNanos());
    }

    static String mongoUri(Config config) {
        return text(config, "noon.mongo.uri", "mongodb://127.0.0.1:27018/noon");
    }

    static int adminPort(Config config) {
        return number(config, "noon.admin.port", 9090);
    }

    static int gridPort(Config config) {
        return number(config, "noon.grid.port", 5701);
    }

    private static String text(Config config, String name, String otherwise) {
        return config.getOptionalValue(name, String.class).orElse(otherwise);
    }

    private static int number(Config config, String name, int otherwise) {
        return config.getOptionalValue(name, Integer.class).orElse(otherwise);
    }

    private static Map<Scope, Integer> capacities(Config config) {
        Map<Scope, Integer> capacities = new EnumMap<>(Scope.class);
        for (Scope scope : Scope.values()) {
            String name = CAPACITY + scope.text();
            Optional<Integer> entries = config.getOptionalValue(name, Integer.class);
            entries.ifPresent(most -> {
                require(most > 0, name, most, "1 or more");
                capacities.put(scope, most);
            });
        }
        return capacities;
    }

    private static boolean isCapacity(String name) {
        return Arrays.stream(Scope.values()).anyMatch(scope -> name.equals(CAPACITY + scope.text()));
    }

    private static void refuseUnknown(Config config) {
        String unknown = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("noon.") && !NAMES.contains(name) && !isCapacity(name))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown setting " + unknown + "; expected one of " + String.join(", ", NAMES));
        }
    }

    private static void requireDrain(String name, Duration wait) {
        boolean holds = !wait.isNegative() && wait.toSeconds() <= MOST_DRAIN_SECONDS;
        require(holds, name, wait.toSeconds(), "0 to " + MOST_DRAIN_SECONDS);
    }

    static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + expected);
        }
    }
}
