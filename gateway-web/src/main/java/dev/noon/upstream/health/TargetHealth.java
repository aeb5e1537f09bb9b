package dev.noon.upstream.health;

import dev.noon.exchange.SharedResource;
import dev.noon.model.HealthCheck;
import dev.noon.model.HealthCheck.Active;
import dev.noon.model.HealthCheck.Passive;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether one target is well, as this node sees it. It is until something speaks against it. A request costs a look at
 * two fields, and one more at what became of it; questions are asked in the background. Thread-safe, without locks.
 */
public final class TargetHealth implements SharedResource {
    /** Asks a target. */
    @FunctionalInterface
    public interface Question {
        /** The status that it answered, 100 to 599; 0 if it gave no answer in time. Blocks for the question's timeout. */
        int ask();
    }

    /**
     * Which one it is.
     *
     * @param upstream name of the upstream
     * @param target the target's address
     */
    public record Id(String upstream, String target) {}

    private static final Logger LOG = System.getLogger(TargetHealth.class.getName());

    private final Id id;
    private final HealthCheck settings;
    private final Question question;
    private final Healths all;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    /** Answers in a row that speak against what {@link #ill} says; only whoever is asking touches it. */
    private int contraryAnswers;

    private volatile boolean ill;
    private volatile boolean resting;
    private volatile long restUntilNanos;
    private volatile long nextNanos;

    TargetHealth(Id id, HealthCheck settings, Question question, Healths all) {
        this.id = id;
        this.settings = settings;
        this.question = question;
        this.all = all;
        this.nextNanos = all.nanos();
    }

    /** Whether requests may be sent to it. */
    public boolean isWell() {
        return !ill && !isResting();
    }

    /** What became of a request. */
    public void answered(boolean failed) {
        Optional<Passive> passive = settings.passive();
        if (passive.isEmpty()) {
            return;
        }
        if (!failed) {
            if (failuresInARow.get() != 0) {
                failuresInARow.set(0);
            }
        } else if (failuresInARow.incrementAndGet() >= passive.get().failures()) {
            rest(passive.get());
        }
    }

    /** Asks, if it is time, and nobody else is waiting for the answer. */
    @Override
    public void sweep() {
        boolean due = settings.active().isPresent() && all.nanos() - nextNanos >= 0;
        if (due && asking.compareAndSet(false, true)) {
            nextNanos = all.nanos() + settings.active().get().pace().interval().toNanos();
            try {
                all.background().execute(() -> ask(settings.active().get()));
            } catch (RejectedExecutionException e) {
                asking.set(false);
            }
        }
    }

    /** What is known of it is worth as much after a rollout. */
    @Override
    public boolean outlivesRollout() {
        return true;
    }

    @Override
    public void close() {
        all.forget(this);
    }

    Id id() {
        return id;
    }

    private boolean isResting() {
        if (!resting) {
            return false;
        }
        if (all.nanos() - restUntilNanos < 0) {
            return true;
        }
        resting = false;
        return false;
    }

    private void rest(Passive passive) {
        failuresInARow.set(0);
        restUntilNanos = all.nanos() + passive.rest().toNanos();
        if (!resting) {
            resting = true;
            LOG.log(Level.WARNING, words() + " is left alone: " + passive.failures() + " requests in a row failed");
        }
    }

    private void ask(Active active) {
        try {
            boolean good = active.isWell(question.ask());
            all.counts().asked(good);
            judge(good, active);
        } finally {
            asking.set(false);
        }
    }

    private void judge(boolean good, Active active) {
        boolean contrary = good == (ill || resting);
        contraryAnswers = contrary ? contraryAnswers + 1 : 0;
        int needed = good ? active.turns().healthy() : active.turns().unhealthy();
        if (contraryAnswers < needed) {
            return;
        }
        contraryAnswers = 0;
        resting = false;
        ill = !good;
        LOG.log(Level.WARNING, words() + (good ? " is well again" : " is ill: it does not answer as it should"));
    }

    private String words() {
        return "target " + id.target() + " of Upstream/" + id.upstream();
    }
}
