package dev.noon.policy.cache.rules;

import dev.noon.exchange.Headers;
import java.util.OptionalLong;

/**
 * How fresh an answer a client insists on (RFC 9111 section 5.2.1). What would let anybody make the upstream work, {@code
 * no-cache}, {@code max-age} and {@code min-fresh}, is here only if the client may say so.
 *
 * @param validated whether nothing may be served that the upstream was not asked about
 * @param oldestMillis greatest age that will do
 * @param leastLeftMillis how long the answer must stay fresh
 * @param stalestMillis for how long the answer may have been stale
 */
public record Wish(boolean validated, long oldestMillis, long leastLeftMillis, long stalestMillis) {
    /** Whatever the cache may serve. */
    public static final Wish NONE = new Wish(false, Long.MAX_VALUE, 0, 0);

    private static final String FIELD = "Cache-Control";

    /** What the request says; {@code mayInsist} if the client may ask for more than the cache would serve. */
    static Wish of(Headers request, Directives directives, boolean mayInsist) {
        if (!request.has(FIELD)) {
            boolean validated = mayInsist
                    && request.has("Pragma")
                    && Directives.of(request.all("Pragma")).has("no-cache");
            return validated ? new Wish(true, Long.MAX_VALUE, 0, 0) : NONE;
        }
        long stalest = stalestMillis(directives);
        if (!mayInsist) {
            return stalest == 0 ? NONE : new Wish(false, Long.MAX_VALUE, 0, stalest);
        }
        OptionalLong oldest = directives.seconds("max-age");
        long leastLeft = directives.seconds("min-fresh").orElse(0) * 1000;
        boolean validated = directives.has("no-cache");
        long oldestMillis = oldest.isPresent() ? oldest.getAsLong() * 1000 : Long.MAX_VALUE;
        return new Wish(validated, oldestMillis, leastLeft, stalest);
    }

    private static long stalestMillis(Directives directives) {
        return directives.isBare("max-stale")
                ? Long.MAX_VALUE
                : directives.seconds("max-stale").orElse(0) * 1000;
    }

    /** Whether an answer will do that is fresh for {@code leftMillis} more. */
    boolean takesFresh(long ageMillis, long leftMillis) {
        return !validated && ageMillis <= oldestMillis && leftMillis >= leastLeftMillis;
    }

    /** Whether an answer will do that has been stale for {@code staleMillis}, without being told of it. */
    boolean takesStale(long ageMillis, long staleMillis) {
        boolean young = oldestMillis == Long.MAX_VALUE || ageMillis - oldestMillis <= stalestMillis;
        return !validated && leastLeftMillis == 0 && staleMillis <= stalestMillis && young;
    }

    /** Whether the client leaves it to the cache to serve what is stale. */
    boolean leavesStale() {
        return !validated && leastLeftMillis == 0 && oldestMillis == Long.MAX_VALUE;
    }
}
