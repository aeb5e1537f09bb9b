package dev.noon.policy.ban;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.SharedRecords.Update;
import dev.noon.model.policy.ClientBanSpec.Terms;
import dev.noon.time.WallClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;

/**
 * When clients were refused: a record in the grid for each, of as many times as their policy asks for. A node adds what it
 * has seen in the background, several refusals of one client at a time if they come quickly. While the grid is away it
 * counts by itself. Thread-safe.
 */
final class Refusals {
    /** Most clients whose refusals a node holds itself. */
    private static final int MOST = 10_000;

    private static final Duration LONGEST = Duration.ofHours(1);

    private final SharedRecords records;
    private final Executor background;
    private final WallClock clock;
    /** Seen here and not yet counted. */
    private final ConcurrentMap<String, long[]> seen = new ConcurrentHashMap<>();
    /** Counted here alone. */
    private final ConcurrentMap<String, long[]> alone = new ConcurrentHashMap<>();

    Refusals(SharedRecords records, Executor background, WallClock clock) {
        this.records = records;
        this.background = background;
        this.clock = clock;
    }

    /** Adds one for {@code id}; {@code reached} is run in the background if it was the one too many. */
    void add(String id, Terms terms, Runnable reached) {
        if (seen.size() >= MOST) {
            return;
        }
        long now = clock.millis();
        boolean first =
                seen.merge(id, new long[] {now}, (before, more) -> latest(before, more, terms.after())).length == 1;
        if (first || terms.after() == 1) {
            countLater(id, terms, reached);
        }
    }

    /** What this node holds against {@code id} is void; what all did became void when it was banned. */
    void forget(String id) {
        seen.remove(id);
        alone.remove(id);
    }

    /** Drops what no policy could count any more. */
    void sweep() {
        long oldest = clock.millis() - LONGEST.toMillis();
        alone.values().removeIf(times -> times[times.length - 1] < oldest);
    }

    private void countLater(String id, Terms terms, Runnable reached) {
        try {
            background.execute(() -> count(id, terms, reached));
        } catch (RejectedExecutionException e) {
            seen.remove(id);
        }
    }

    private void count(String id, Terms terms, Runnable reached) {
        long[] mine = seen.remove(id);
        if (mine == null) {
            return;
        }
        if (isReached(id, mine, terms)) {
            reached.run();
        }
    }

    private boolean isReached(String id, long[] mine, Terms terms) {
        Update counted =
                records.update(id, before -> more(decoded(before.orElse(new byte[0])), mine, terms), new Patience());
        if (counted instanceof Update.Unchanged reached) {
            reached.bytes().ifPresent(before -> records.forget(id, before));
            return true;
        }
        return !(counted instanceof Update.Done) && isReachedAlone(id, mine, terms);
    }

    /** What is to be noted; nothing if it is the one too many. */
    private Optional<Life> more(long[] before, long[] mine, Terms terms) {
        long[] all = recent(latest(before, mine, terms.after()), terms);
        return all.length >= terms.after() ? Optional.empty() : Optional.of(new Life(encoded(all), terms.within()));
    }

    private boolean isReachedAlone(String id, long[] mine, Terms terms) {
        if (alone.size() >= MOST && !alone.containsKey(id)) {
            return false;
        }
        long[] all = alone.merge(id, mine, (before, more) -> recent(latest(before, more, terms.after()), terms));
        if (all.length < terms.after()) {
            return false;
        }
        alone.remove(id);
        return true;
    }

    private long[] recent(long[] times, Terms terms) {
        long oldest = clock.millis() - terms.within().toMillis();
        return LongStream.of(times).filter(time -> time > oldest).toArray();
    }

    /** The latest {@code most} of both, in their order. */
    private static long[] latest(long[] before, long[] more, int most) {
        long[] all = LongStream.concat(LongStream.of(before), LongStream.of(more))
                .sorted()
                .toArray();
        return LongStream.of(all).skip(Math.max(0, all.length - most)).toArray();
    }

    private static byte[] encoded(long[] times) {
        ByteBuffer bytes = ByteBuffer.allocate(times.length * Long.BYTES);
        LongStream.of(times).forEach(bytes::putLong);
        return bytes.array();
    }

    private static long[] decoded(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return LongStream.generate(buffer::getLong)
                .limit(bytes.length / Long.BYTES)
                .toArray();
    }
}
