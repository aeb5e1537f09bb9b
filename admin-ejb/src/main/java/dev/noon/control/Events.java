package dev.noon.control;

import dev.noon.control.Event.Deed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Records what concerns no node in one environment. Thread-safe. */
public final class Events {
    private static final Logger LOG = System.getLogger(Events.class.getName());
    /** Most refusals a minute that are kept; the rest is only logged, so that nobody fills the store. */
    private static final int REFUSALS_A_MINUTE = 120;

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final String environment;
    private final EventLog log;
    private final Clocks clocks;
    // Guarded by this.
    private long minuteBeganNanos;
    private int refusals;

    public Events(String environment, EventLog log, Clocks clocks) {
        this.environment = environment;
        this.log = log;
        this.clocks = clocks;
        this.minuteBeganNanos = clocks.ticker().nanos();
    }

    /**
     * Records {@code deed}; when this returns, it is in the log.
     *
     * @throws StoreUnavailable if the store is away: then it must not be done
     * @throws Conflict if others were faster, again and again
     */
    public Event record(Deed deed, Author author) {
        long millis = clocks.wall().millis();
        return Chain.append(
                environment,
                log,
                (number, previous) -> Event.of(new Place(environment, number, previous), deed, author, millis),
                log::append);
    }

    /** Records that somebody known was refused. Never throws: the refusal stands in any case. */
    public void refused(Forbidden refusal, Author author) {
        LOG.log(Level.INFO, "refused: {0}, {1} by {2}", author.permission(), refusal.object(), author.actor());
        if (!countsStill()) {
            return;
        }
        try {
            record(new Deed("refused", refusal.object(), refusal.project(), refusal.needed()), author);
        } catch (StoreUnavailable | Conflict | DamagedLog e) {
            LOG.log(Level.WARNING, "a refusal was not recorded: {0}", e.getMessage());
        }
    }

    private synchronized boolean countsStill() {
        long now = clocks.ticker().nanos();
        if (now - minuteBeganNanos > MINUTE_NANOS) {
            minuteBeganNanos = now;
            refusals = 0;
        }
        refusals++;
        return refusals <= REFUSALS_A_MINUTE;
    }
}
