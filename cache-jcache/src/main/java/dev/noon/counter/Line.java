package dev.noon.counter;

import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Those on a node who ask for one counter. One at a time counts for all who wait by then; what it takes in advance is spent without
 * asking anybody. Thread-safe; no lock is held while the record is asked for.
 */
final class Line {
    /** Nobody can ask here any more; there is a new line, or will be. */
    static final Permit CLOSED = new Permit.Unknown();

    private static final int ATTEMPTS = 200;
    private static final int MOST_AT_ONCE = 512;
    private static final long SHORTEST_PAUSE_NANOS = 50_000;
    private static final int LONGEST_PAUSES = 16;

    private final CounterId id;
    private final String key;
    private final Windows windows;
    private final Counters.Around around;
    private final LongAdder collisions;

    private final Deque<Asker> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;
    private long askedMillis;
    private Reserve reserve = Reserve.NONE;
    private Refusal refusal = Refusal.NONE;
    // What is told of it.
    private Permit.@Nullable Counted lastSeen;
    private long mostSeen;
    private long overSeen;
    private long seenMillis;
    private boolean untold;

    Line(CounterId id, Windows windows, Counters.Around around, LongAdder collisions) {
        this.id = id;
        this.key = id.key();
        this.windows = windows;
        this.around = around;
        this.collisions = collisions;
    }

    Permit take(Terms terms) {
        Asker asker;
        synchronized (this) {
            if (closed) {
                return CLOSED;
            }
            askedMillis = around.clock().millis();
            Optional<Permit> at = atHand(terms, askedMillis);
            if (at.isPresent()) {
                note(terms, at.get());
                return at.get();
            }
            asker = new Asker(terms);
            waiting.add(asker);
            if (!busy) {
                busy = true;
                asker.lead();
            }
        }
        Permit permit = asker.await().orElseGet(() -> {
            lead();
            return asker.given();
        });
        note(terms, permit);
        return permit;
    }

    private synchronized void note(Terms terms, Permit permit) {
        if (permit instanceof Permit.Counted counted) {
            mostSeen = terms.limit();
            lastSeen = counted;
            overSeen += counted.admitted() ? 0 : 1;
            seenMillis = askedMillis;
            untold = true;
        }
    }

    /** From what was taken in advance; or a refusal that is known to stand. */
    private Optional<Permit> atHand(Terms terms, long nowMillis) {
        if (reserve.reset() < reset()) {
            reserve = Reserve.NONE;
            refusal = Refusal.NONE;
        }
        Optional<Permit> own = waiting.isEmpty() ? reserve.spend(terms, nowMillis) : Optional.empty();
        return own.isPresent() ? own : refusal.again(terms, nowMillis);
    }

    /** Counts for all who wait, and hands on to the next. */
    private void lead() {
        List<Asker> all = new ArrayList<>();
        Reserve unspent;
        synchronized (this) {
            while (!waiting.isEmpty() && all.size() < MOST_AT_ONCE) {
                Asker next = waiting.poll();
                if (next.isWaiting()) {
                    all.add(next);
                }
            }
            unspent = reserve;
            reserve = Reserve.NONE;
        }
        Round round = new Round(windows, all.stream().map(Asker::terms).toList(), unspent, shared());
        boolean counted = false;
        try {
            counted = count(round);
        } finally {
            handOn(round, counted);
            for (int i = 0; i < all.size(); i++) {
                all.get(i).answer(counted ? round.permit(i) : new Permit.Unknown());
            }
        }
    }

    private synchronized void handOn(Round round, boolean counted) {
        reserve = counted ? round.reserve() : Reserve.NONE;
        refusal = counted ? round.refusal() : Refusal.NONE;
        while (!waiting.isEmpty() && !waiting.peek().lead()) {
            waiting.poll();
        }
        busy = !waiting.isEmpty();
    }

    /** Whether the record says now what {@code round} says. */
    private boolean count(Round round) {
        Writer writer = new Writer(key, around.records());
        for (int i = 0; i < ATTEMPTS; i++) {
            Known known = writer.find();
            if (known instanceof Known.Away) {
                return false;
            }
            long now = around.clock().millis();
            Optional<byte[]> before = known.record();
            Optional<Usage> after = round.count(before.flatMap(bytes -> UsageCodec.decode(bytes, windows)), now);
            if (after.isEmpty()) {
                return true;
            }
            Duration lasting = Duration.ofMillis(after.get().lastsMillis(now)).plus(around.grace());
            byte[] next =
                    UsageCodec.encode(after.get(), ThreadLocalRandom.current().nextInt());
            Change change = writer.change(before, new SharedRecords.Life(next, lasting));
            if (change != Change.REFUSED) {
                return change == Change.DONE;
            }
            collisions.increment();
            if (writer.isUnsure()) {
                round.loseUnspent();
            }
            long longest = SHORTEST_PAUSE_NANOS * Math.min(i + 1, LONGEST_PAUSES);
            around.pause().nanos(ThreadLocalRandom.current().nextLong(longest));
        }
        return false;
    }

    /** Ends it if nobody has asked for so long and nobody waits; gives back what it has taken in advance. */
    boolean close(long idleMillis) {
        Reserve unspent;
        synchronized (this) {
            if (busy || around.clock().millis() - askedMillis <= idleMillis) {
                return false;
            }
            closed = true;
            unspent = reserve;
            reserve = Reserve.NONE;
        }
        if (unspent.units() > 0) {
            count(new Round(windows, List.of(), unspent, shared()));
        }
        return true;
    }

    private Round.Shared shared() {
        return new Round.Shared(around.members(), reset());
    }

    private long reset() {
        return around.resets().of(id.limit(), key);
    }

    /** See {@link Whose#hash()}. */
    String identity() {
        return key.substring(id.limit().length());
    }

    /** How the counter stood when it was counted last, if it was since this was called last. */
    synchronized Optional<Standing> news() {
        Optional<Standing> news = untold ? standing() : Optional.empty();
        untold = false;
        overSeen = 0;
        return news;
    }

    /** How the counter stood when it was counted last; empty if it never was. */
    synchronized Optional<Standing> standing() {
        return Optional.ofNullable(lastSeen)
                .map(last -> new Standing(
                        id.limit(),
                        identity(),
                        id.whose().shown(),
                        mostSeen,
                        last.left(),
                        seenMillis,
                        seenMillis + last.resetMillis(),
                        overSeen));
    }

    synchronized long inAdvance() {
        return reserve.units();
    }
}
