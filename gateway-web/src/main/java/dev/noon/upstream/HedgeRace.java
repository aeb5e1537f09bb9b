package dev.noon.upstream;

import dev.noon.exchange.ClientFailure;
import dev.noon.upstream.HedgeRace.Runner.Ran;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request, perhaps sent to two targets: the thread that has it sends the first, another thread the second if the
 * first takes too long. The first good answer ends the other request. Used once.
 */
final class HedgeRace {
    /** Sends the two requests. */
    interface Runner {
        /** What came of a request, and the target that it went to. */
        record Ran(int target, Answer answer) {}

        /** Sends the first. */
        Ran first(Breakoff breakoff) throws ClientFailure;

        /** Sends the second on a place of its own, if there is one, and somebody to ask; else empty. */
        Optional<Ran> second(Breakoff breakoff);

        /** An answer that nobody wants, and its place. */
        void letGo(Answer answer);
    }

    private enum Winner {
        NOBODY,
        FIRST,
        SECOND
    }

    private final HedgeRule rule;
    private final Runner runner;
    private final long patienceMillis;
    private final Breakoff first = new Breakoff();
    private final Breakoff second = new Breakoff();
    private final AtomicReference<Winner> winner = new AtomicReference<>(Winner.NOBODY);
    private final CompletableFuture<Optional<Ran>> secondRan = new CompletableFuture<>();
    private volatile boolean secondBegun;

    /** @param patienceMillis how long the second is waited for if the first has failed */
    HedgeRace(HedgeRule rule, Runner runner, long patienceMillis) {
        this.rule = rule;
        this.runner = runner;
        this.patienceMillis = patienceMillis;
    }

    Ran run() throws ClientFailure {
        Optional<CompletableFuture<Void>> timer = start();
        boolean done = false;
        try {
            Ran ran = runner.first(first);
            done = true;
            return ended(ran);
        } finally {
            timer.ifPresent(waiting -> waiting.cancel(false));
            if (!done) {
                // The client broke off: nobody waits for the second either.
                winner.compareAndSet(Winner.NOBODY, Winner.FIRST);
                second.now();
            }
        }
    }

    private Optional<CompletableFuture<Void>> start() {
        try {
            return Optional.of(rule.later(this::runSecond));
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
    }

    private Ran ended(Ran ran) {
        if (rule.isGood(ran.answer()) && winner.compareAndSet(Winner.NOBODY, Winner.FIRST)) {
            second.now();
            return ran;
        }
        if (!secondBegun && winner.compareAndSet(Winner.NOBODY, Winner.FIRST)) {
            return ran;
        }
        Optional<Ran> other = awaitSecond();
        if (other.isEmpty()) {
            return ran;
        }
        runner.letGo(ran.answer());
        return other.get();
    }

    /** The second's answer, if it is good; it cannot lose any more, except that it takes too long. */
    private Optional<Ran> awaitSecond() {
        try {
            return secondRan.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return abandonSecond();
        } catch (ExecutionException | TimeoutException e) {
            return abandonSecond();
        }
    }

    private Optional<Ran> abandonSecond() {
        if (winner.compareAndSet(Winner.NOBODY, Winner.FIRST)) {
            second.now();
            return Optional.empty();
        }
        return secondRan.getNow(Optional.empty());
    }

    private void runSecond() {
        secondBegun = true;
        Optional<Ran> ran = Optional.empty();
        try {
            ran = winner.get() == Winner.NOBODY && rule.allows() ? runner.second(second) : Optional.empty();
        } finally {
            secondRan.complete(wins(ran) ? ran : Optional.empty());
        }
    }

    private boolean wins(Optional<Ran> ran) {
        if (ran.isEmpty()) {
            return false;
        }
        if (rule.isGood(ran.get().answer()) && winner.compareAndSet(Winner.NOBODY, Winner.SECOND)) {
            first.now();
            return true;
        }
        runner.letGo(ran.get().answer());
        return false;
    }
}
