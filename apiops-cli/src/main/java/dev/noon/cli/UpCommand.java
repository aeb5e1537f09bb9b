package dev.noon.cli;

import dev.noon.cli.local.ClusterPlan;
import dev.noon.cli.local.Home;
import dev.noon.cli.local.PortPlan;
import dev.noon.cli.local.Startup;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon up}. */
@Command(
        name = "up",
        sortOptions = false,
        description = "Start Noon on this machine: store, sample upstream, nodes, sample definitions.",
        footer = {
            "",
            "Returns when everything serves. A later up keeps its state and does not apply the samples again.",
            "Node i (from 1) takes each base port plus i - 1."
        })
final class UpCommand implements Callable<Integer> {

    private static final int MOST_NODES = 9;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HEAP = Pattern.compile("[1-9][0-9]*[mMgG]");

    private final Terminal terminal;

    @Option(names = "--nodes", paramLabel = "COUNT", defaultValue = "1", description = "1 to 9 (${DEFAULT-VALUE})")
    private int nodes;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "traffic, the first node's (${DEFAULT-VALUE})")
    private int httpPort;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "administration, the first node's (${DEFAULT-VALUE})")
    private int adminPort;

    @Option(
            names = "--grid-port",
            paramLabel = "PORT",
            defaultValue = "5701",
            description = "grid, the first node's (${DEFAULT-VALUE})")
    private int gridPort;

    @Option(
            names = "--store-port",
            paramLabel = "PORT",
            defaultValue = "27018",
            description = "the embedded store's (${DEFAULT-VALUE})")
    private int storePort;

    @Option(
            names = "--sample-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "the sample upstream's (${DEFAULT-VALUE})")
    private int samplePort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "where the nodes listen (${DEFAULT-VALUE})")
    private String bind = "127.0.0.1";

    @Option(
            names = "--mongo-uri",
            paramLabel = "URI",
            description = "use this MongoDB and start no store; NOON_MONGO_URI does the same and keeps a password"
                    + " out of the process list")
    private @Nullable String mongoUri;

    @Option(
            names = "--https-port",
            paramLabel = "PORT",
            description = "TLS for clients, the first node's; comes with --certificates")
    private @Nullable Integer httpsPort;

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            description = "NAME.crt and NAME.key in PEM; read again when they change")
    private @Nullable Path certificates;

    @Option(names = "--no-samples", description = "start no sample upstream and apply no definitions")
    private boolean withoutSamples;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "each node's heap at most (${DEFAULT-VALUE})")
    private String heap = "512m";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "240",
            description = "how long it may take altogether (${DEFAULT-VALUE})")
    private int wait;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new CliFailure(Exit.USAGE, "--nodes is " + nodes + "; must be from 1 to " + MOST_NODES);
        }
        if (!HEAP.matcher(heap).matches()) {
            throw new CliFailure(Exit.USAGE, "--heap is " + heap + "; must be like 512m or 2g");
        }
        PortPlan ports = new PortPlan(
                bind,
                port("--http-port", httpPort, nodes),
                port("--admin-port", adminPort, nodes),
                port("--grid-port", gridPort, nodes),
                port("--store-port", storePort, 1),
                port("--sample-port", samplePort, 1));
        ClusterPlan plan = new ClusterPlan(
                new Home(DataOption.home(terminal)),
                data.layout(terminal),
                ports,
                nodes,
                outsideMongo(),
                https(),
                heap,
                !withoutSamples,
                Duration.ofSeconds(wait));
        return new Startup(terminal, plan).run();
    }

    private Optional<ClusterPlan.Https> https() {
        Integer chosen = httpsPort;
        Path directory = certificates;
        if (chosen == null && directory == null) {
            return Optional.empty();
        }
        if (chosen == null || directory == null) {
            throw new CliFailure(Exit.USAGE, "--https-port and --certificates come together");
        }
        return Optional.of(new ClusterPlan.Https(port("--https-port", chosen, nodes), directory));
    }

    private Optional<String> outsideMongo() {
        String chosen = mongoUri;
        return Optional.ofNullable(chosen == null ? terminal.environment().get("NOON_MONGO_URI") : chosen)
                .filter(uri -> !uri.isBlank());
    }

    private static int port(String option, int base, int count) {
        if (base < 1 || base + count - 1 > HIGHEST_PORT) {
            throw new CliFailure(
                    Exit.USAGE, option + " is " + base + "; must be from 1 to " + (HIGHEST_PORT - count + 1));
        }
        return base;
    }
}
