package dev.noon.model.policy;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of requests while something is being fetched, and when that fails.
 *
 * @param whileRevalidate how long past its freshness an answer is served while one request fetches another; 0 to a day
 * @param ifError how long past its freshness an answer stands in for one that could not be fetched; 0 to seven days
 * @param refreshAheadPercent how much of an answer's freshness may be left when a request for it makes another one be fetched,
 *     in percent; 0 to 50, 0 for none
 * @param coalesce who waits for whom
 * @param onError what is answered where nothing could be fetched and nothing stands in; empty for what was said
 */
public record CacheConduct(
        Duration whileRevalidate,
        Duration ifError,
        int refreshAheadPercent,
        Coalesce coalesce,
        Optional<OnError> onError) {
    private static final Duration LONGEST_WHILE = Duration.ofDays(1);
    private static final Duration LONGEST_IF_ERROR = Duration.ofDays(7);
    private static final int MOST_AHEAD = 50;

    /** What is done where nothing is written. */
    public static final CacheConduct DEFAULT =
            new CacheConduct(Duration.ZERO, Duration.ZERO, 0, Coalesce.DEFAULT, Optional.empty());

    public CacheConduct {
        Guard.check("cache.staleWhileRevalidate", DurationText.fault(whileRevalidate, Duration.ZERO, LONGEST_WHILE));
        Guard.check("cache.staleIfError", DurationText.fault(ifError, Duration.ZERO, LONGEST_IF_ERROR));
        if (refreshAheadPercent < 0 || refreshAheadPercent > MOST_AHEAD) {
            throw new IllegalArgumentException(
                    "cache.refreshAhead is " + refreshAheadPercent + "; expected 0 to " + MOST_AHEAD + " percent");
        }
    }

    /** The same where nobody waits for another node. */
    public CacheConduct onItsNode() {
        boolean far = coalesce.across() == Coalesce.Across.CLUSTER;
        Coalesce near = far ? new Coalesce(Coalesce.Across.NODE, coalesce.patience()) : coalesce;
        return new CacheConduct(whileRevalidate, ifError, refreshAheadPercent, near, onError);
    }

    /**
     * Requests for one thing that is not stored wait for the first of them.
     *
     * @param across how far they look for the first
     * @param patience how long they wait before they fetch it themselves; 10 ms to a minute
     */
    public record Coalesce(Across across, Duration patience) {
        private static final Duration SHORTEST = Duration.ofMillis(10);
        private static final Duration LONGEST = Duration.ofMinutes(1);

        /** Who waits for whom where nothing is written. */
        public static final Coalesce DEFAULT = new Coalesce(Across.CLUSTER, Duration.ofSeconds(5));

        /** How far requests look for one that fetches already. */
        public enum Across {
            /** Nobody waits. */
            NONE,
            /** On their node. */
            NODE,
            /** On every node. */
            CLUSTER
        }

        public Coalesce {
            Guard.check("cache.coalesce.wait", DurationText.fault(patience, SHORTEST, LONGEST));
        }
    }

    /**
     * An answer in place of a failed one.
     *
     * @param status 400 to 599
     * @param message what the client is told
     */
    public record OnError(int status, String message) {
        private static final int LONGEST_MESSAGE = 500;

        public OnError {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("cache.onError.status is " + status + "; expected 400 to 599");
            }
            if (message.isBlank() || message.length() > LONGEST_MESSAGE) {
                throw new IllegalArgumentException("cache.onError.message has " + message.length()
                        + " characters; expected 1 to " + LONGEST_MESSAGE);
            }
        }
    }
}
