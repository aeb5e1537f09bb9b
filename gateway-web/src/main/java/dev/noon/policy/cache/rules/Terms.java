package dev.noon.policy.cache.rules;

import dev.noon.exchange.Headers;
import dev.noon.exchange.HttpDates;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an answer says to a shared cache: {@code CDN-Cache-Control} alone if it can be read (RFC 9213 section 2.2), else
 * {@code Cache-Control} and {@code Expires}.
 */
record Terms(Headers headers, Directives directives, boolean targeted) {
    static final String EXPIRES = "Expires";

    private static final String NO_CACHE = "no-cache";
    private static final String PRIVATE = "private";
    private static final String S_MAXAGE = "s-maxage";

    static Terms of(Headers headers) {
        if (headers.has("CDN-Cache-Control")) {
            Optional<Directives> targeted = Dictionary.directives(headers.all("CDN-Cache-Control"));
            if (targeted.isPresent()) {
                return new Terms(headers, targeted.get(), true);
            }
        }
        return new Terms(headers, Directives.of(headers.all("Cache-Control")), false);
    }

    /**
     * For how long from its making the answer says it is fresh (RFC 9111 section 4.2.1), milliseconds; what cannot be read
     * is 0. Empty if it does not say.
     *
     * @param receivedMillis when it came
     */
    OptionalLong lifetimeMillis(long receivedMillis) {
        OptionalLong seconds = directives.has(S_MAXAGE) ? directives.seconds(S_MAXAGE) : directives.seconds("max-age");
        if (seconds.isPresent()) {
            return OptionalLong.of(seconds.getAsLong() * 1000);
        }
        if (!hasExpires()) {
            return OptionalLong.empty();
        }
        OptionalLong expires = HttpDates.millis(headers.valueOr(EXPIRES, ""), receivedMillis);
        return OptionalLong.of(
                expires.isEmpty() ? 0 : Math.max(0, expires.getAsLong() - Ages.dateMillis(headers, receivedMillis)));
    }

    /** Whether it says that it may be kept, whatever its status (RFC 9111 section 3). */
    boolean allowsStoring() {
        return isPublic() || directives.has("max-age") || directives.has(S_MAXAGE) || hasExpires();
    }

    /** Whether it says anything at all about how long, or after which question, it may be used again. */
    boolean isExplicit() {
        return allowsStoring() || directives.has(NO_CACHE) || mustRevalidate();
    }

    /** Whether no shared cache may keep it; {@code must-understand} is for the one who knows the status. */
    boolean forbidsStoring(boolean statusUnderstood) {
        boolean understood = directives.has("must-understand");
        return (understood ? !statusUnderstood : directives.has("no-store")) || directives.concernsAll(PRIVATE);
    }

    boolean isPublic() {
        return directives.has("public");
    }

    /** Whether it may answer others although its request had {@code Authorization} (RFC 9111 section 3.5). */
    boolean allowsAuthorized() {
        return isPublic() || directives.has("must-revalidate") || directives.has(S_MAXAGE);
    }

    /**
     * Whether it says that any client may have it, and nothing against that: {@code public}, or a life in shared caches. {@code
     * s-maxage=0} is a word against it.
     */
    boolean isForAll() {
        OptionalLong shared = directives.seconds(S_MAXAGE);
        boolean said = shared.isPresent() ? shared.getAsLong() > 0 : isPublic();
        return said && Stream.of("no-store", PRIVATE, NO_CACHE).noneMatch(directives::has);
    }

    /** Whether the upstream must be asked before every use. */
    boolean mustValidate() {
        return directives.concernsAll(NO_CACHE);
    }

    /** Whether it must not be served stale, whatever else it says. */
    boolean mustRevalidate() {
        return directives.has("must-revalidate") || directives.has("proxy-revalidate");
    }

    /** Whether it must not be served stale unless it says so itself; {@code s-maxage} has that meaning too. */
    boolean forbidsStale() {
        return mustValidate() || mustRevalidate() || directives.has(S_MAXAGE);
    }

    /**
     * For how long past its life it may be served while {@code directive} applies.
     *
     * @param otherwise where the answer does not say
     */
    long staleMillis(String directive, long otherwise) {
        if (mustValidate() || mustRevalidate()) {
            return 0;
        }
        OptionalLong seconds = directives.seconds(directive);
        if (seconds.isPresent()) {
            return seconds.getAsLong() * 1000;
        }
        return forbidsStale() ? 0 : otherwise;
    }

    /** Fields that it lets nobody keep: those that {@code private} and {@code no-cache} name. */
    Set<String> withheld() {
        Set<String> fields = new HashSet<>(directives.fields(PRIVATE));
        fields.addAll(directives.fields(NO_CACHE));
        return fields;
    }

    /** Whether it gives the client a cookie that somebody else could get from the store. */
    boolean setsCookie() {
        return List.of("Set-Cookie", "Set-Cookie2").stream()
                .anyMatch(name -> headers.has(name) && !withheld().contains(name.toLowerCase(Locale.ROOT)));
    }

    private boolean hasExpires() {
        return !targeted && headers.has(EXPIRES);
    }
}
