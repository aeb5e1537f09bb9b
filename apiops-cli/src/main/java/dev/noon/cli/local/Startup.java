package dev.noon.cli.local;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code noon up}: store, sample upstream, nodes, the first definitions; all of it or nothing. */
public final class Startup {

    private final Terminal terminal;
    private final ClusterPlan plan;
    private final RunDirectory records;
    private final Started started;
    private final Waiting waiting;

    public Startup(Terminal terminal, ClusterPlan plan) {
        this.terminal = terminal;
        this.plan = plan;
        this.records = new RunDirectory(plan.layout());
        this.started = new Started(terminal, plan.layout());
        this.waiting = new Waiting(terminal, started, plan.patience());
    }

    /**
     * Returns {@link Exit#DONE} when everything serves, also when it did so already.
     *
     * @throws CliFailure when it cannot be started; then nothing is left running
     */
    public int run() {
        try (RunLock lock = RunLock.take(plan.layout())) {
            List<ProcessRecord> before = records.all();
            if (before.stream().anyMatch(ProcessRecord::isAlive)) {
                alreadyRunning(before);
            } else {
                before.forEach(records::remove);
                Preflight.check(plan);
                AdminKey.ensure(plan.layout());
                SecretsKey.ensure(plan.layout());
                start();
            }
            return Exit.DONE;
        }
    }

    /** Starts again, as it was, what has ended meanwhile; nothing else changes. */
    private void alreadyRunning(List<ProcessRecord> before) {
        List<ProcessRecord> ended =
                before.stream().filter(record -> !record.isAlive()).toList();
        if (!ended.isEmpty()) {
            terminal.out().println("Starting again what has ended:");
            orNothing(() -> awaitAll(ended.stream().map(this::startAgain).toList()));
        }
        long nodes = before.stream().filter(ProcessRecord::isNode).count();
        terminal.out()
                .println("Noon is already running here with " + nodes + (nodes == 1 ? " node" : " nodes") + " ("
                        + plan.layout().data() + "); see `noon status`");
    }

    private void start() {
        terminal.out()
                .println("Starting Noon with " + plan.nodes() + (plan.nodes() == 1 ? " node" : " nodes") + " in "
                        + plan.layout().data());
        orNothing(() -> {
            startBackends();
            startNodes();
            new FirstApply(terminal, plan, waiting).run();
        });
        new Welcome(terminal, plan).print();
    }

    /** If this fails or is interrupted, what it has started is stopped. */
    private void orNothing(Runnable starts) {
        Thread onInterrupt = new Thread(this::interrupted, "take-back");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            starts.run();
        } catch (RuntimeException e) {
            started.takeBack();
            throw e;
        } finally {
            forget(onInterrupt);
        }
    }

    private void interrupted() {
        waiting.fallSilent();
        started.takeBack();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running: the process is ending
        }
    }

    private ProcessRecord startAgain(ProcessRecord record) {
        if (record.isNode()) {
            try {
                ServerRoot.renew(plan.layout().node(record.name()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot empty the server root of " + record.name(), e);
            }
        }
        return started.start(record.launch());
    }

    private void startBackends() {
        List<ProcessRecord> backends = new ArrayList<>();
        if (plan.outsideMongo().isEmpty()) {
            backends.add(started.start(backend("store", plan.ports().store(), List.of("-Xmx384m"), storeOptions())));
        }
        if (plan.samples()) {
            backends.add(started.start(backend("sample", plan.ports().sample(), List.of("-Xmx128m"), List.of())));
        }
        awaitAll(backends);
    }

    private void startNodes() {
        List<ProcessRecord> nodes = IntStream.rangeClosed(1, plan.nodes())
                .mapToObj(node -> started.start(new NodeProcess(plan, node).prepare()))
                .toList();
        awaitAll(nodes);
        FirstNode manager = FirstNode.of(plan.ports().bind(), plan.ports().admin(1), plan.layout());
        waiting.until(
                "all nodes to report",
                plan.layout().log(ClusterPlan.nodeName(1)),
                () -> manager.lives(nodes.stream().map(ProcessRecord::name)));
        terminal.out().printf("  %-8s %d of %d nodes live%n", "members", plan.nodes(), plan.nodes());
    }

    /** A node says so on its admin listener and takes connections for traffic, which it does last; others listen. */
    static boolean isReady(ProcessRecord process) {
        if (!process.isNode()) {
            return Probe.connects(process.bind(), process.port("port"));
        }
        return Probe.status(process.bind(), process.port("admin"), "/health/ready") == 200
                && Probe.connects(process.bind(), process.port("http"));
    }

    private void awaitAll(List<ProcessRecord> processes) {
        for (ProcessRecord process : processes) {
            waiting.until(process.name(), plan.layout().log(process.name()), () -> isReady(process));
            terminal.out()
                    .printf("  %-8s %s  (%.1f s)%n", process.name(), Welcome.addresses(process), waiting.seconds());
            terminal.out().flush();
        }
    }

    private Launch backend(String name, int port, List<String> jvmOptions, List<String> options) {
        List<String> jvm = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        jvm.addAll(jvmOptions);
        List<String> command = Home.noon(jvm);
        command.addAll(List.of(name, "--port", Integer.toString(port), "--bind", ClusterPlan.BACKEND_BIND));
        command.addAll(options);
        return new Launch(name, command, plan.layout().log(name), ClusterPlan.BACKEND_BIND, Map.of("port", port));
    }

    private List<String> storeOptions() {
        return List.of("--data", plan.layout().store().toString());
    }
}
