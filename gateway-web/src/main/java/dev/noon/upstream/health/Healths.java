package dev.noon.upstream.health;

import dev.noon.model.HealthCheck;
import dev.noon.time.Ticker;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/** What a node knows of all targets' health. Thread-safe. */
public final class Healths {
    /** How asking went. Thread-safe. */
    public static final class Counts {
        private final LongAdder asked = new LongAdder();
        private final LongAdder bad = new LongAdder();

        void asked(boolean good) {
            asked.increment();
            if (!good) {
                bad.increment();
            }
        }

        /** How many questions were asked. */
        public long askedSoFar() {
            return asked.sum();
        }

        /** How many of them had no good answer. */
        public long badSoFar() {
            return bad.sum();
        }
    }

    private final Ticker ticker;
    private final Executor background;
    private final Counts counts = new Counts();
    private final Set<TargetHealth> targets = ConcurrentHashMap.newKeySet();

    /** @param background runs what asks targets; a task may block for a question's timeout */
    public Healths(Ticker ticker, Executor background) {
        this.ticker = ticker;
        this.background = background;
    }

    /** The health of one target, which is well until something speaks against it. */
    public TargetHealth open(TargetHealth.Id id, HealthCheck settings, TargetHealth.Question question) {
        TargetHealth made = new TargetHealth(id, settings, question, this);
        targets.add(made);
        return made;
    }

    /** Those that are left alone, by upstream and target. */
    public List<TargetHealth.Id> ill() {
        return targets.stream()
                .filter(target -> !target.isWell())
                .map(TargetHealth::id)
                .sorted(Comparator.comparing(TargetHealth.Id::upstream).thenComparing(TargetHealth.Id::target))
                .toList();
    }

    public Counts counts() {
        return counts;
    }

    long nanos() {
        return ticker.nanos();
    }

    Executor background() {
        return background;
    }

    void forget(TargetHealth target) {
        targets.remove(target);
    }
}
