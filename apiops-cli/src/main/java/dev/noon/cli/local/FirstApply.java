package dev.noon.cli.local;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.admin.DefinitionFiles;
import dev.noon.cli.terminal.Terminal;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Gives an empty environment its first revision, the samples. One that has a revision is left as it is. */
final class FirstApply {

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final String SAMPLE_TARGET = "http://127.0.0.1:9000";
    private static final String QUOTE = "/loans?amount=1&term=1";

    private final Terminal terminal;
    private final ClusterPlan plan;
    private final Waiting waiting;

    FirstApply(Terminal terminal, ClusterPlan plan, Waiting waiting) {
        this.terminal = terminal;
        this.plan = plan;
        this.waiting = waiting;
    }

    void run() {
        if (!plan.samples() || !Files.isDirectory(plan.home().samples())) {
            return;
        }
        FirstNode manager = FirstNode.of(plan.ports().bind(), plan.ports().admin(1), plan.layout());
        long head = manager.head();
        if (head > 0) {
            terminal.out().printf("  %-8s kept: revision %d is in force%n", "samples", head);
            return;
        }
        AdminAnswer answer = manager.client()
                .post(
                        "/environments/" + ClusterPlan.ENVIRONMENT + "/revisions?dryRun=false&wait=" + WAIT.toSeconds()
                                + "&message=samples",
                        files(),
                        WAIT);
        waiting.until("the samples to be served", plan.layout().log(ClusterPlan.nodeName(1)), this::allServe);
        long number = answer.json().getJsonObject("revision").getInt("number", 0);
        terminal.out().printf("  %-8s applied: revision %d serves on every node%n", "samples", number);
    }

    private boolean allServe() {
        return IntStream.rangeClosed(1, plan.nodes())
                .allMatch(node -> Probe.status(plan.ports().bind(), plan.ports().http(node), QUOTE) == 200);
    }

    /** The samples, with the sample upstream where it really is. */
    private List<DefinitionFile> files() {
        String target = "http://127.0.0.1:" + plan.ports().sample();
        return DefinitionFiles.read(List.of(plan.home().samples().toString()), InputStream.nullInputStream()).stream()
                .map(file -> new DefinitionFile(file.name(), file.text().replace(SAMPLE_TARGET, target)))
                .toList();
    }
}
