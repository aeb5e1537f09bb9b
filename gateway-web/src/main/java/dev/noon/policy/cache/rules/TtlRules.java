package dev.noon.policy.cache.rules;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Headers;
import dev.noon.model.json.BoundedJson;
import dev.noon.model.json.JsonPath;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.text.DurationText;
import dev.noon.policy.BodyLines;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lives that the policy gives, whatever the answers say.
 *
 * @param ttlMillis life of complete answers that are no errors; 0 for none
 * @param statusMillis lives of answers with certain statuses, in place of that; errors are kept only if they are in here. 0
 *     means not to keep
 * @param header a field of the answer that says how long it lives, in seconds or as a duration ({@code 5m}); what
 *     is malformed does not count, 0 means not to keep
 * @param field where in its JSON body an answer says how long it lives, if the header does not; by the same rules
 * @param claim a time in the caller's token, in seconds since 1970, that no life lasts longer than
 * @param jitterPercent by how much of itself a life is shortened at most, so that what was stored together does not end
 *     together; 0 to 100
 * @param leastMillis shortest life that a header can give
 * @param mostMillis longest life that a header can give
 */
public record TtlRules(
        long ttlMillis,
        Map<Integer, Long> statusMillis,
        Optional<String> header,
        Optional<JsonPath> field,
        Optional<String> claim,
        int jitterPercent,
        long leastMillis,
        long mostMillis) {
    private static final int DEEPEST = 64;
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");

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

    /** Lives where neither bodies nor tokens say anything. */
    public TtlRules(
            long ttlMillis,
            Map<Integer, Long> statusMillis,
            Optional<String> header,
            int jitterPercent,
            long leastMillis,
            long mostMillis) {
        this(
                ttlMillis,
                statusMillis,
                header,
                Optional.empty(),
                Optional.empty(),
                jitterPercent,
                leastMillis,
                mostMillis);
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
                life.field().map(JsonPath::parse),
                life.claim(),
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
        return spread(inHeader(headers).orElse(plain), chance);
    }

    /** Whether the body of an answer with these lines may say how long it lives. */
    boolean asksBody(Headers headers) {
        return field.isPresent()
                && inHeader(headers).isEmpty()
                && BodyLines.isJson(headers)
                && !BodyLines.isEncoded(headers);
    }

    /**
     * The life that a body says, milliseconds; 0 if it says that there is none, empty if it says nothing that makes sense.
     *
     * @param headers the lines that the body came with
     * @param chance random, from 0 to below 1
     */
    OptionalLong inBody(Headers headers, byte[] body, double chance) {
        if (!asksBody(headers)) {
            return OptionalLong.empty();
        }
        try {
            JsonValue json = BoundedJson.read(body, DEEPEST);
            return field.flatMap(path -> path.find(json)).flatMap(this::saidBy).stream()
                    .mapToLong(life -> spread(life, chance))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * How long what was fetched for {@code caller} may live at most, milliseconds from {@code nowMillis}; 0 if its token says no
     * time where it should.
     */
    long claimedMillis(Caller caller, long nowMillis) {
        Optional<String> until = claim.flatMap(caller::claim);
        if (until.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return TIME.matcher(until.get()).matches()
                ? Math.max(0, new BigDecimal(until.get()).movePointRight(3).longValue() - nowMillis)
                : 0;
    }

    private long spread(long life, double chance) {
        return life - (long) (life * (jitterPercent / 100.0) * chance);
    }

    private Optional<Long> inHeader(Headers headers) {
        return header.flatMap(headers::find).flatMap(this::said);
    }

    /** Fractions of a second do not count. */
    private Optional<Long> saidBy(JsonValue value) {
        if (value instanceof JsonString string) {
            return said(string.getString());
        }
        String number = value instanceof JsonNumber ? value.toString() : "";
        return TIME.matcher(number).matches() ? said(number.replaceFirst("\\..*", "")) : Optional.empty();
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
