package dev.noon.model.policy;

import dev.noon.model.json.JsonPath;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.IdentifierText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How long what is stored is fresh.
 *
 * @param mode who decides
 * @param ttl freshness where nothing more special is said; required with {@link Mode#POLICY}, one second to thirty days
 * @param byStatus freshness of answers with other statuses, in place of {@code ttl}; a status of 400 or more is stored only if
 *     it is here
 * @param header name of a response header that says it, in seconds or as a duration; what is no such text does not count
 * @param field path to a value of the answer's JSON body that says it where the header does not; only with {@link Mode#POLICY}
 * @param claim a time in the caller's token, in seconds since 1970, that no freshness lasts longer than; only with {@link
 *     Mode#POLICY}
 * @param jitterPercent by how much a freshness is shortened at random, so that what was stored together does not end
 *     together; 0 to 50
 */
public record CacheLife(
        Mode mode,
        Optional<Duration> ttl,
        Map<Integer, Duration> byStatus,
        Optional<String> header,
        Optional<String> field,
        Optional<String> claim,
        int jitterPercent) {
    /** The shortest freshness that may be written. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The longest freshness. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final int MOST_JITTER = 50;

    /** Answers with these are about one request, not about what was asked for. */
    private static final Set<Integer> FLEETING = Set.of(206, 304, 412, 416, 428, 429, 431, 511);

    /** Who decides what may be stored, and for how long. */
    public enum Mode {
        /** The policy. */
        POLICY,
        /** The origin and the client, as a shared cache understands them (RFC 9111). */
        HTTP
    }

    public CacheLife {
        byStatus = Map.copyOf(byStatus);
        if (mode == Mode.POLICY && ttl.isEmpty()) {
            throw new IllegalArgumentException("cache.ttl is missing; expected a duration, or mode: http");
        }
        ttl.ifPresent(time -> Guard.check("cache.ttl", DurationText.fault(time, SHORTEST, LONGEST)));
        new TreeMap<>(byStatus).forEach(CacheLife::check);
        header.ifPresent(name -> Guard.check("cache.ttlHeader", HeaderText.tokenFault(name)));
        field.ifPresent(path -> Guard.check("cache.ttlField", JsonPath.oneFault(path)));
        claim.ifPresent(name -> Guard.check("cache.ttlClaim", IdentifierText.fault(name)));
        if (mode == Mode.HTTP && (field.isPresent() || claim.isPresent())) {
            throw new IllegalArgumentException("cache has " + (field.isPresent() ? "ttlField" : "ttlClaim")
                    + " with mode: http; expected mode: policy, because with http the origin says it");
        }
        if (jitterPercent < 0 || jitterPercent > MOST_JITTER) {
            throw new IllegalArgumentException(
                    "cache.jitter is " + jitterPercent + "; expected 0 to " + MOST_JITTER + " percent");
        }
    }

    /** The same where neither bodies nor tokens say anything. */
    public CacheLife(
            Mode mode,
            Optional<Duration> ttl,
            Map<Integer, Duration> byStatus,
            Optional<String> header,
            int jitterPercent) {
        this(mode, ttl, byStatus, header, Optional.empty(), Optional.empty(), jitterPercent);
    }

    /** The same freshness for everything. */
    public static CacheLife of(Duration ttl) {
        return new CacheLife(Mode.POLICY, Optional.of(ttl), Map.of(), Optional.empty(), 0);
    }

    /**
     * Whether an answer with that status may stand for the resource: it is final and whole, was not made for the one
     * request's range or precondition, and is none that nobody may keep (RFC 6585).
     */
    public static boolean isLasting(int status) {
        return status >= 200 && status <= 599 && !FLEETING.contains(status);
    }

    private static void check(int status, Duration ttl) {
        if (!isLasting(status)) {
            throw new IllegalArgumentException("cache.ttlByStatus names " + status
                    + "; expected a final status, 200 to 599, of an answer that is not about one request alone");
        }
        Guard.check("cache.ttlByStatus." + status, DurationText.fault(ttl, SHORTEST, LONGEST));
    }
}
