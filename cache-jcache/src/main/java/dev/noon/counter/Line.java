package dev.noon.counter;

import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.counter.Marks.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
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
    private final String identity;
    private final Windows windows;
    private final Counters.Around around;
    private final LongAdder collisions;
    private final Supplier<Mark> marks;
    private final Told told;

    private final Deque<Asker> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;
    private volatile long askedMillis;
    private volatile Reserve reserve = Reserve.NONE;
    /** What was taken before that; spent first, for as long as it may be. */
    private volatile Reserve older = Reserve.NONE;

    private volatile Refusal refusal = Refusal.NONE;
    // For whoever counts: one at a time.
    private byte @Nullable [] written;
    private boolean alone;

    /** @param marks a new one for each change of this node */
    Line(CounterId id, Windows windows, Counters.Around around, LongAdder collisions, Supplier<Mark> marks) {
        this.id = id;
        this.identity = id.whose().hash();
        this.key = CounterId.key(id.limit(), identity);
        this.windows = windows;
        this.around = around;
        this.collisions = collisions;
        this.marks = marks;
        this.told = new Told(id, identity);
    }

    Permit take(Terms terms) {
        long now = around.clock().millis();
        askedMillis = now;
        Optional<Permit> at = atHand(terms, now);
        if (at.isPresent()) {
            told.note(terms, at.get(), now);
            if (reserve.wantsMore(now) && begin()) {
                renew(terms);
            }
            return at.get();
        }
        Asker asker = new Asker(terms);
        synchronized (this) {
            if (closed) {
                return CLOSED;
            }
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
        told.note(terms, permit, now);
        return permit;
    }

    /** From what was taken in advance; or a refusal that is known to stand. */
    private Optional<Permit> atHand(Terms terms, long nowMillis) {
        long reset = reset();
        Optional<Permit> own = spent(older, terms, nowMillis, reset);
        if (own.isEmpty()) {
            own = spent(reserve, terms, nowMillis, reset);
        }
        return own.isEmpty() && refusal.reset() >= reset ? refusal.again(terms, nowMillis) : own;
    }

    private static Optional<Permit> spent(Reserve from, Terms terms, long nowMillis, long reset) {
        return from.reset() >= reset ? from.spend(terms, nowMillis) : Optional.empty();
    }

    /** Whether nobody else counts: then it is the caller who does. */
    private synchronized boolean begin() {
        boolean free = !busy && !closed;
        busy |= free;
        return free;
    }

    /** Takes more in advance, while the others go on with what there is. */
    private void renew(Terms terms) {
        Reserve live = reserve;
        boolean counted = false;
        try {
            Round round = new Round(windows, Round.Asked.ahead(terms), live, List.of(older.drained()), shared());
            counted = count(round) && round.reserve().units() > 0;
            if (counted) {
                older = live;
                reserve = round.reserve();
            }
        } finally {
            if (!counted) {
                live.isLast();
            }
            handOn();
        }
    }

    /** Counts for all who wait and for whom there is nothing at hand by now, and hands on to the next. */
    private void lead() {
        List<Asker> all = takeTurn().stream().filter(asker -> !isServed(asker)).toList();
        if (all.isEmpty()) {
            handOn();
            return;
        }
        Reserve unspent = reserve.drained();
        Round.Asked asked = Round.Asked.by(all.stream().map(Asker::terms).toList());
        Round round = new Round(windows, asked, unspent, List.of(older.drained(), unspent), shared());
        boolean counted = false;
        try {
            counted = count(round);
        } finally {
            reserve = counted ? round.reserve() : Reserve.NONE;
            refusal = counted ? round.refusal() : Refusal.NONE;
            handOn();
            for (int i = 0; i < all.size(); i++) {
                all.get(i).answer(counted ? round.permit(i) : new Permit.Unknown());
            }
        }
    }

    private synchronized List<Asker> takeTurn() {
        List<Asker> all = new ArrayList<>();
        while (!waiting.isEmpty() && all.size() < MOST_AT_ONCE) {
            Asker next = waiting.poll();
            if (next.isWaiting()) {
                all.add(next);
            }
        }
        return all;
    }

    /** What was taken in advance for others may be enough for those who came meanwhile. */
    private boolean isServed(Asker asker) {
        Optional<Permit> at = atHand(asker.terms(), around.clock().millis());
        at.ifPresent(asker::answer);
        return at.isPresent();
    }

    private synchronized void handOn() {
        while (!waiting.isEmpty() && !waiting.peek().lead()) {
            waiting.poll();
        }
        busy = !waiting.isEmpty();
    }

    /** Whether the record says now what {@code round} says. */
    private boolean count(Round round) {
        Writer writer = new Writer(key, around.records());
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Known> guess = expected();
            Known known = guess.orElseGet(writer::find);
            if (known instanceof Known.Away) {
                return false;
            }
            long now = around.clock().millis();
            Optional<byte[]> before = known.record();
            alone = before.isPresent() && Arrays.equals(before.get(), written);
            Optional<Usage> after = round.count(before.flatMap(bytes -> UsageCodec.decode(bytes, windows)), now);
            if (after.isEmpty() && guess.isPresent()) {
                alone = false; // nobody is refused on a guess
                continue;
            }
            if (after.isEmpty()) {
                return true;
            }
            Duration lasting = Duration.ofMillis(after.get().lastsMillis(now)).plus(around.grace());
            Mark mark = marks.get();
            byte[] next = UsageCodec.encode(after.get().marked(mark));
            Change change = writer.change(before, new SharedRecords.Life(next, lasting), mark);
            if (change != Change.REFUSED) {
                written = change == Change.DONE ? next : null;
                return change == Change.DONE;
            }
            alone = false;
            if (writer.isUnsure()) {
                round.loseUnspent();
            }
            if (guess.isEmpty()) {
                collisions.increment();
                long longest = SHORTEST_PAUSE_NANOS * Math.min(i + 1, LONGEST_PAUSES);
                around.pause().nanos(ThreadLocalRandom.current().nextLong(longest));
            }
        }
        return false;
    }

    /** What was written here last, if nobody else had changed it between the two times before: it need not be asked for. */
    private Optional<Known> expected() {
        return alone && written != null ? Optional.of(new Known.Present(written)) : Optional.empty();
    }

    /** Ends it if nobody has asked for so long and nobody waits; gives back what it has taken in advance. */
    boolean close(long idleMillis) {
        synchronized (this) {
            if (busy || around.clock().millis() - askedMillis <= idleMillis) {
                return false;
            }
            closed = true;
        }
        List<Reserve> unspent = List.of(older.drained(), reserve.drained());
        refusal = Refusal.NONE;
        if (unspent.stream().anyMatch(each -> each.units() > 0)) {
            count(new Round(windows, Round.Asked.by(List.of()), Reserve.NONE, unspent, shared()));
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
        return identity;
    }

    /** How it was counted last. */
    Told told() {
        return told;
    }

    long inAdvance() {
        return older.units() + reserve.units();
    }
}
