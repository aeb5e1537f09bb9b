package dev.noon.it.bench;

import dev.noon.it.bench.Burst.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How many requests a sliding window of one second lets pass within any second, wherever that begins: while it is asked
 * all the time, and while it is asked in pulses.
 */
final class LimitEdge {
    private static final String NAME = "sliding";
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int WARMING = 5_000;
    private static final int STEADY = 30_000;
    private static final int PULSE = 2_000;
    private static final long SEED = 3;

    private final LimitScene scene;
    private final Options options;
    private final Random random = new Random(SEED);

    LimitEdge(LimitScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    void run() throws InterruptedException {
        scene.proxy(
                NAME,
                "throttle: { limit: " + scene.limit() + ", per: second, window: sliding, mode: exact,"
                        + " onGridAway: closed, " + LimitScene.BY + " }");
        scene.burst(NAME, "warm", WARMING);
        scene.thresholds().out().println();
        check("asked all the time", "steady", steady());
        check("asked in pulses", "pulses", pulses());
    }

    private List<Passage> steady() throws InterruptedException {
        return scene.burst(NAME, "steady", STEADY).passages();
    }

    /** After pauses of up to a second, so that each pulse begins elsewhere in a bucket, and some find half a window free. */
    private List<Passage> pulses() throws InterruptedException {
        List<Passage> passages = new ArrayList<>();
        for (int pulse = 0; pulse < options.count("pulses", 15); pulse++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
            passages.addAll(scene.burst(NAME, "pulses", PULSE).passages());
        }
        return passages;
    }

    private void check(String how, String client, List<Passage> passages) {
        Thresholds thresholds = scene.thresholds();
        thresholds.print(
                "sliding, %s: %,d requests passed; at the upstream at most %,d arrived within a second",
                how, passages.size(), arrived(scene.arrivals(NAME, client)));
        thresholds.atLeast("sliding, " + how + ": requests that passed", passages.size(), scene.limit());
        thresholds.atMost(
                "sliding, " + how + ": most that passed within a second",
                together(passages),
                scene.limit() + Math.max(1, scene.limit() / 10));
    }

    /** Most requests that were sent and answered within one second: they surely passed within it. */
    static int together(List<Passage> passages) {
        List<Passage> sent = passages.stream()
                .sorted(Comparator.comparingLong(Passage::sentNanos))
                .toList();
        int most = 0;
        for (int first = 0; first < sent.size(); first++) {
            long end = sent.get(first).sentNanos() + SECOND;
            int within = 0;
            for (int i = first; i < sent.size() && sent.get(i).sentNanos() < end; i++) {
                within += sent.get(i).answeredNanos() < end ? 1 : 0;
            }
            most = Math.max(most, within);
        }
        return most;
    }

    /** Most arrivals within a second; what was held up on the way there counts too late. */
    static int arrived(List<Long> arrivals) {
        List<Long> sorted = arrivals.stream().sorted().toList();
        int most = 0;
        for (int first = 0, last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= SECOND) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
