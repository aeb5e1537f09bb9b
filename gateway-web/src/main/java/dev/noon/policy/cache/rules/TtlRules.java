package dev.noon.policy.cache.rules;

import dev.noon.exchange.Headers;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.text.DurationText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lives that the policy gives, whatever the answers say.
 *
 * @param ttlMillis life of complete answers that are no errors; 0 for none
 * @param statusMillis lives of answers with certain statuses, in place of that; errors are kept only if they are in here. 0
 *     means not to keep
 * @param header a field of the answer that says how long it lives, in seconds or as a duration ({@code 5m}); what
 *     is malformed does not count, 0 means not to keep
 * @param jitterPercent by how much of itself a life is shortened at most, so that what was stored together does not end
 *     together; 0 to 100
 * @param leastMillis shortest life that a header can give
 * @param mostMillis longest life that a header can give
 */
public record TtlRules(
        long ttlMillis,
        Map<Integer, Long> statusMillis,
        Optional<String> header,
        int jitterPercent,
        long leastMillis,
        long mostMillis) {
    /** No life for anything. */
    public static final TtlRules NONE = fixed(0);

    public TtlRules {
        statusMillis = Map.copyOf(statusMillis);
        if (jitterPercent < 0 || jitterPercent > 100) {
            throw new IllegalArgumentException("jitter is " + jitterPercent + " %; must be 0 to 100");
        }
        if (ttlMillis < 0 || leastMillis < 0 || mostMillis < leastMillis) {
            throw new IllegalArgumentException("ttl " + ttlMillis + " ms, least " + leastMillis + " ms, most "
                    + mostMillis + " ms; none may be negative, nor the least longer than the most");
        }
        for (Map.Entry<Integer, Long> life : statusMillis.entrySet()) {
            if (!CacheLife.isLasting(life.getKey()) || life.getValue() < 0) {
                throw new IllegalArgumentException("ttl of status " + life.getKey() + " is " + life.getValue()
                        + " ms; must be zero or longer, for a status whose answers can be kept");
            }
        }
    }

    /** The same life for every complete answer that is no error. */
    public static TtlRules fixed(long ttlMillis) {
        return new TtlRules(ttlMillis, Map.of(), Optional.empty(), 0, 0, Long.MAX_VALUE);
    }

    /** The lives that a definition gives. */
    static TtlRules of(CacheLife life) {
        Map<Integer, Long> statuses = life.byStatus().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toMillis()));
        return new TtlRules(
                life.ttl().orElse(Duration.ZERO).toMillis(),
                statuses,
                life.header(),
                life.jitterPercent(),
                CacheLife.SHORTEST.toMillis(),
                CacheLife.LONGEST.toMillis());
    }

    /** Whether answers with that status have a life of their own. */
    boolean names(int status) {
        return statusMillis.containsKey(status);
    }

    /**
     * The life of an answer, milliseconds; 0 if it has none.
     *
     * @param chance random, from 0 to below 1
     */
    long millis(int status, Headers headers, double chance) {
        Long ofStatus = statusMillis.get(status);
        if (ofStatus == null && !Statuses.isComplete(status)) {
            return 0;
        }
        long plain = ofStatus == null ? ttlMillis : ofStatus;
        long life = header.flatMap(headers::find).flatMap(this::said).orElse(plain);
        return life - (long) (life * (jitterPercent / 100.0) * chance);
    }

    private Optional<Long> said(String text) {
        String value = text.strip();
        Optional<Long> millis = Seconds.read(value).stream()
                .mapToObj(seconds -> seconds * 1000)
                .findFirst()
                .or(() -> DurationText.read(value).map(Duration::toMillis));
        return millis.map(said -> said == 0 ? 0 : Math.min(mostMillis, Math.max(leastMillis, said)));
    }
}
