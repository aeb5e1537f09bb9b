package dev.noon.cache;

/**
 * How long a stored response is good for. It is fresh for {@code ttlMillis}; after that it may be revalidated, or stand in where
 * the policy allows it, and it is forgotten after {@code keptMillis}.
 *
 * @param storedAtMillis wall-clock time of storing, milliseconds since the epoch
 * @param initialAgeMillis age that the response already had when it was stored (RFC 9111 section 4.2.3), zero or longer
 * @param ttlMillis freshness from {@code storedAtMillis}, zero or longer
 * @param keptMillis stay from {@code storedAtMillis}, no shorter than {@code ttlMillis}
 */
public record Life(long storedAtMillis, long initialAgeMillis, long ttlMillis, long keptMillis) {
    public Life {
        check("ttl", ttlMillis, 0);
        check("initial age", initialAgeMillis, 0);
        check("stay", keptMillis, ttlMillis);
    }

    /** The life of something that is of no use once it is not fresh any more. */
    public static Life fresh(long storedAtMillis, long ttlMillis) {
        return new Life(storedAtMillis, 0, ttlMillis, ttlMillis);
    }

    /** Age at {@code nowMillis} (RFC 9111 section 4.2.3), milliseconds. */
    public long ageMillis(long nowMillis) {
        return initialAgeMillis + residentMillis(nowMillis);
    }

    /** What is left of its freshness at {@code nowMillis}, milliseconds; zero or less means it is over. */
    public long freshMillis(long nowMillis) {
        return ttlMillis - residentMillis(nowMillis);
    }

    /** What is left of its stay at {@code nowMillis}, milliseconds; zero or less means it is over. */
    public long remainingMillis(long nowMillis) {
        return keptMillis - residentMillis(nowMillis);
    }

    /** Another node's clock may be ahead of ours, and ours may step back: time spent here is never negative. */
    private long residentMillis(long nowMillis) {
        return Math.max(0, nowMillis - storedAtMillis);
    }

    private static void check(String name, long millis, long least) {
        if (millis < least) {
            throw new IllegalArgumentException(
                    name + " is " + millis + " ms; must be " + (least == 0 ? "zero" : least + " ms") + " or longer");
        }
    }
}
