package dev.noon.upstream.breaker;

import dev.noon.cache.SharedStates.Offer;
import dev.noon.cache.SharedStates.State;
import dev.noon.exchange.SharedResource;
import dev.noon.model.Breaker;
import dev.noon.model.Breaker.Trip;
import dev.noon.upstream.breaker.Phase.Kind;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The breaker of one target. While it is closed a request costs one look at a field and one addition. It opens at once
 * on the node that sees the failures, and the grid is told in the background; it is tried again by the one node whose
 * claim the grid takes, or, while the grid is away, by each node for itself. Thread-safe, without locks.
 */
public final class TargetBreaker implements SharedResource {
    /**
     * Which one it is.
     *
     * @param upstream name of the upstream
     * @param target the target's address
     * @param key its name in the grid: other settings, other name
     */
    record Id(String upstream, String target, String key) {}

    private final Id id;
    private final Breaker settings;
    private final Breakers all;
    private final SlidingWindow window;
    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.FIRST);

    TargetBreaker(Id id, Breaker settings, Breakers all) {
        this.id = id;
        this.settings = settings;
        this.all = all;
        this.window = new SlidingWindow(settings.trip().window().toNanos(), all.nanos());
    }

    /**
     * Whether a request may be sent now. Waits for the grid, within its budget, only if the breaker's time is over and
     * this is the first request to see that.
     *
     * @param tryMillis how long the request may take if it is the one that tries the target
     */
    public Admission admit(long tryMillis) {
        Phase now = phase();
        if (now.isClosed()) {
            return Admission.PASSED;
        }
        if (!now.isDue(all.nanos())) {
            return Admission.REFUSED;
        }
        Phase claim = now.next(Kind.HALF_OPEN, now.failedTries(), tryMillis, all.moment());
        return phase.compareAndSet(now, claim) ? claimed(claim) : Admission.REFUSED;
    }

    private Admission claimed(Phase claim) {
        Offer offer = all.states().offer(id.key(), claim.state());
        if (offer instanceof Offer.Beaten beaten) {
            heard(beaten.by());
            return phase().isClosed() ? Admission.PASSED : Admission.REFUSED;
        }
        all.counts().tried();
        phase.compareAndSet(claim, claim.known(offer instanceof Offer.Taken));
        return Admission.tryOf(claim.version());
    }

    /** The request got an answer that is no failure. */
    public void succeeded(Admission admission) {
        if (admission.isTry()) {
            conclude(admission, true);
            return;
        }
        window.add(false, all.nanos());
        if (inARow.get() != 0) {
            inARow.set(0);
        }
    }

    /** The request failed. */
    public void failed(Admission admission) {
        if (admission.isTry()) {
            conclude(admission, false);
            return;
        }
        long now = all.nanos();
        window.add(true, now);
        int row = inARow.incrementAndGet();
        Trip trip = settings.trip();
        boolean opens = row >= trip.consecutiveFailures().orElse(Integer.MAX_VALUE)
                || window.exceeds(trip.minimumCalls(), trip.failureRate(), now);
        if (opens) {
            open();
        }
    }

    /** Nobody knows what the target would have said. */
    public void abandoned(Admission admission) {
        if (admission.isTry()) {
            Phase now = phase();
            change(admission, now.next(Kind.OPEN, now.failedTries(), restMillis(now.failedTries()), all.moment()));
        }
    }

    /** Nanoseconds until somebody may try the target again; 0 or less if that is now. */
    public long leftNanos() {
        Phase now = phase();
        return now.isClosed() ? 0 : now.untilNanos() - all.nanos();
    }

    /** Whether requests pass. */
    public boolean isClosed() {
        return phase().isClosed();
    }

    Id id() {
        return id;
    }

    Phase phase() {
        return Objects.requireNonNull(phase.get());
    }

    /** Closes it, on an operator's word. */
    void reset() {
        forget();
        Phase now = phase();
        if (!now.isClosed() && phase.compareAndSet(now, now.next(Kind.CLOSED, 0, 0, all.moment()))) {
            tellLater();
        }
    }

    /** The grid has that state; version 0 if it has none. */
    void heard(State state) {
        Phase now = phase();
        if (state.version() < now.version()) {
            tellLater();
            return;
        }
        boolean own = state.version() == now.version() && (now.known() || state.equals(now.state()));
        if (own) {
            if (!now.known()) {
                phase.compareAndSet(now, now.known(true));
            }
            return;
        }
        Phase.of(state, all.nanos()).ifPresent(other -> adopt(now, other));
    }

    private void adopt(Phase now, Phase other) {
        if (phase.compareAndSet(now, other) && other.isClosed()) {
            forget();
        }
    }

    private void open() {
        Phase now = phase();
        boolean opened =
                now.isClosed() && phase.compareAndSet(now, now.next(Kind.OPEN, 0, restMillis(0), all.moment()));
        if (opened) {
            all.counts().opened();
            tellLater();
        }
    }

    private void conclude(Admission admission, boolean well) {
        Phase now = phase();
        if (well) {
            forget();
            change(admission, now.next(Kind.CLOSED, 0, 0, all.moment()));
        } else {
            int tries = now.failedTries() + 1;
            change(admission, now.next(Kind.OPEN, tries, restMillis(tries), all.moment()));
        }
    }

    /** Unless the try was taken over by somebody else meanwhile. */
    private void change(Admission admission, Phase next) {
        Phase now = phase();
        boolean mine = now.kind() == Kind.HALF_OPEN
                && now.version() == admission.tryVersion()
                && now.node().equals(all.node());
        if (mine && phase.compareAndSet(now, next)) {
            tellLater();
        }
    }

    private long restMillis(int failedTries) {
        return settings.rest().after(failedTries).toMillis();
    }

    private void forget() {
        window.clear();
        inARow.set(0);
    }

    /** What cannot be told now is told when the grid is asked next. */
    private void tellLater() {
        try {
            all.background().execute(this::tell);
        } catch (RejectedExecutionException e) {
            all.counts().untold();
        }
    }

    private void tell() {
        Phase now = phase();
        if (now.version() == 0) {
            return;
        }
        Offer offer = all.states().offer(id.key(), now.state());
        if (offer instanceof Offer.Taken) {
            phase.compareAndSet(now, now.known(true));
        } else if (offer instanceof Offer.Beaten beaten) {
            heard(beaten.by());
        } else {
            all.counts().untold();
        }
    }

    @Override
    public boolean outlivesRollout() {
        return true;
    }

    /** Nobody uses it any more. */
    @Override
    public void close() {
        all.forget(this);
    }
}
