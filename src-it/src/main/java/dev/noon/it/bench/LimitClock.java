package dev.noon.it.bench;

import dev.noon.it.cluster.Checkout;
import dev.noon.it.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many requests pass while the clock of one node is an hour off, while it is set back by ten minutes, and when that node is the
 * oldest, by which the others go, and dies.
 */
final class LimitClock {
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration BACK = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration NEEDED = Duration.ofSeconds(40);
    private static final int WARMING = 3_000;

    private static final String THROTTLE = "clock-throttle";
    private static final String EXACT = "clock-exact";
    private static final String LEASED = "clock-leased";

    private final LimitScene scene;
    private final Options options;
    private final Table table = new Table()
            .row("clock of one node", "throttle, exact", "quota, exact", "quota, leased", "no answer in time");
    private long unknown;

    LimitClock(LimitScene scene, Options options) {
        this.scene = scene;
        this.options = options;
    }

    void run() throws IOException, InterruptedException {
        scene.proxy(THROTTLE, "throttle: " + limit("minute, window: fixed", "exact"));
        scene.proxy(EXACT, "quota: " + limit("week", "exact"));
        scene.proxy(LEASED, "quota: " + limit("week", "leased"));
        List<Node> nodes = scene.cluster().nodes();
        Node off = nodes.get(nodes.size() - 1);
        off.stop();
        FakeClock clock = FakeClock.of(off, Checkout.find().scratch("bench/limits"));
        clock.start(AHEAD);
        scene.cluster().awaitWhole();
        for (String name : List.of(THROTTLE, EXACT, LEASED)) {
            scene.burst(name, "warm", WARMING);
        }
        List<Passed> rounds = new ArrayList<>();
        rounds.add(round("an hour ahead", "ahead", () -> {}));
        rounds.add(round("set back by ten minutes meanwhile", "back", () -> clock.set(AHEAD.minus(BACK))));
        for (Node other : nodes.subList(0, nodes.size() - 1)) {
            other.stop();
            other.start();
            other.awaitReady();
            scene.cluster().awaitWhole();
        }
        rounds.add(round("50 minutes ahead, the oldest", "oldest", () -> {}));
        rounds.add(round("the same, which dies meanwhile", "dies", () -> {
            off.kill();
            off.start();
            off.awaitReady();
            scene.cluster().awaitWhole();
        }));
        scene.thresholds().out().println();
        table.print(scene.thresholds().out());
        rounds.forEach(this::check);
    }

    /** How many passed. */
    private record Passed(String what, int throttle, int exact, int leased) {}

    /** What happens to the clock. */
    private interface Event {
        void happen() throws IOException, InterruptedException;
    }

    /** Uses half of each quota before {@code meanwhile}, and asks for more than the rest after it. */
    private Passed round(String what, String client, Event meanwhile) throws IOException, InterruptedException {
        unknown = 0;
        int exact = ask(EXACT, client, scene.limit() / 2);
        int leased = ask(LEASED, client, scene.limit() / 2);
        meanwhile.happen();
        int requests = options.count("requests", 5_000);
        exact += ask(EXACT, client, requests);
        leased += ask(LEASED, client, requests);
        LimitScene.awaitRoom(MINUTE, NEEDED);
        int throttle = ask(THROTTLE, client, requests);
        table.row(what, throttle, exact, leased, unknown);
        return new Passed(what, throttle, exact, leased);
    }

    private void check(Passed passed) {
        check("throttle, exact, " + passed.what(), passed.throttle(), scene.limit());
        check("quota, exact, " + passed.what(), passed.exact(), scene.limit());
        check("quota, leased, " + passed.what(), passed.leased(), scene.limit() - scene.heldBack());
    }

    private void check(String what, int passed, int least) {
        scene.thresholds().atMost("clock: " + what, passed, scene.limit());
        scene.thresholds().atLeast("clock: " + what, passed, least);
    }

    private int ask(String name, String client, int requests) throws InterruptedException {
        Burst.Outcome outcome = scene.burst(name, client, requests);
        if (outcome.other() + outcome.broken() > 0) {
            throw new IllegalStateException(name + ", " + client + ": " + outcome);
        }
        unknown += outcome.unknown();
        return outcome.passed();
    }

    private String limit(String window, String mode) {
        return "{ limit: " + scene.limit() + ", per: " + window + ", mode: " + mode + ", onGridAway: closed, "
                + LimitScene.BY + " }";
    }
}
