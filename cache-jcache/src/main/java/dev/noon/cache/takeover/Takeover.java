package dev.noon.cache.takeover;

import dev.noon.cache.Generations;
import dev.noon.cache.GridResponses;
import dev.noon.cache.HotEntries;
import dev.noon.cache.HotKey;
import dev.noon.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads, once, what the other nodes are asked for most from the grid into this node's heap, before it says that it is ready.
 * What was not read within two seconds is fetched when it is asked for. Thread-safe.
 */
public final class Takeover {
    private static final Logger LOG = System.getLogger(Takeover.class.getName());
    /** Most answers that are taken over. */
    static final int MOST = 1_000;

    private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();

    private final HotKeys others;
    private final HotEntries entries;
    private final GridResponses grid;
    private final Generations generations;
    private final Ticker ticker;
    private volatile boolean over;
    private volatile int taken;

    /**
     * @param entries where it puts them
     * @param generations which of them nobody will ask for
     */
    public Takeover(HotKeys others, HotEntries entries, GridResponses grid, Generations generations, Ticker ticker) {
        this.others = others;
        this.entries = entries;
        this.grid = grid;
        this.generations = generations;
        this.ticker = ticker;
    }

    /**
     * Does it, if it has not been done and can be: without a revision nobody knows what is worth taking. Blocks for two seconds
     * at most; nothing to take over, and no grid to take it from, are found out at once.
     *
     * @param inForce whether a revision is
     */
    public synchronized void attempt(boolean inForce) {
        if (over) {
            return;
        }
        long beganNanos = ticker.nanos();
        boolean later = false;
        try {
            List<HotKey> hottest = others.ofOthers(() -> leftNanos(beganNanos) <= 0);
            later = !inForce && !hottest.isEmpty();
            if (!later) {
                take(planned(hottest), beganNanos);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "taking over what other nodes are asked for failed; going on without it", e);
        } finally {
            over = !later;
            if (over) {
                entries.settle();
            }
        }
    }

    /** Whether nothing more will be taken over. */
    public boolean isOver() {
        return over;
    }

    /** How many answers were taken over. */
    public long takenSoFar() {
        return taken;
    }

    /** How many of them have been asked for so far. */
    public long askedSoFar() {
        return entries.askedSoFar();
    }

    /** As many of the hottest as there is room for, by what their nodes say that they weigh. */
    private List<HotKey> planned(List<HotKey> hottest) {
        List<HotKey> planned = new ArrayList<>();
        long room = entries.room();
        for (HotKey key : hottest) {
            boolean fits = planned.size() < MOST && key.bytes() <= room;
            if (fits && !generations.isDead(key.owner(), key.generation())) {
                planned.add(key);
                room -= key.bytes();
            }
        }
        return planned;
    }

    private void take(List<HotKey> planned, long beganNanos) {
        if (planned.isEmpty()) {
            return;
        }
        AtomicInteger count = new AtomicInteger();
        grid.fetch(planned, Duration.ofNanos(Math.max(0, leftNanos(beganNanos))), (key, response) -> {
            if (entries.takeOver(key, response)) {
                count.incrementAndGet();
            }
        });
        taken = count.get();
        LOG.log(
                Level.INFO,
                "took over {0} of {1} answers that other nodes are asked for most, in {2} ms",
                taken,
                planned.size(),
                TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - beganNanos));
    }

    private long leftNanos(long beganNanos) {
        return LONGEST_NANOS - (ticker.nanos() - beganNanos);
    }
}
