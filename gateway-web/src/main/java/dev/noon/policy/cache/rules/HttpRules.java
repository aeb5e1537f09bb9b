package dev.noon.policy.cache.rules;

import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Headers;
import dev.noon.exchange.HttpDates;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CacheLife;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code mode: http}: a shared cache by RFC 9111, with RFC 9213 and RFC 5861. Stricter than these in three points: an
 * answer with {@code Set-Cookie} is kept only if it withholds that field itself; one that does not say how long it lives
 * is not kept at all unless the options give it a life; and clients insist on fresher answers only if the options let
 * them. Immutable.
 */
public final class HttpRules implements CacheRules {
    private static final long LONGEST_HEURISTIC_MILLIS = 86_400_000L;

    private final HttpOptions options;

    public HttpRules(HttpOptions options) {
        this.options = options;
    }

    @Override
    public Asked asked(Request request, boolean authenticated) {
        Headers headers = request.headers();
        Optional<Asked> refused = RequestRules.refused(request, options.keying());
        if (refused.isPresent()) {
            return refused.get();
        }
        boolean range = headers.has("Range");
        if (!headers.has("Cache-Control") && !headers.has("Pragma")) {
            return range ? new Asked(Asked.Way.LOOK_UP, true, true, false, Wish.NONE, "") : Asked.ORDINARY;
        }
        Directives directives = Directives.of(headers.all("Cache-Control"));
        boolean noStore = directives.has("no-store");
        Wish wish = Wish.of(headers, directives, options.refresh() && authenticated);
        boolean onlyStored = directives.has("only-if-cached");
        return new Asked(Asked.Way.LOOK_UP, !noStore, noStore || range, onlyStored, wish, "");
    }

    @Override
    public Optional<Keep> keep(Request request, int status, Headers headers, Timing timing) {
        Terms terms = Terms.of(headers);
        Optional<List<String>> vary = VaryFields.of(headers);
        if (request.isHead() || vary.isEmpty() || !mayKeep(request, status, terms)) {
            return Optional.empty();
        }
        long age = Ages.initialMillis(headers, timing);
        long lifetime = lifetimeMillis(status, terms, timing);
        long left = terms.mustValidate() ? 0 : Math.min(options.mostMillis(), Math.max(0, lifetime - age));
        long kept = left + graceMillis(terms, left > 0);
        return kept == 0 ? Optional.empty() : Optional.of(new Keep(left, kept, age, vary.get(), terms.withheld()));
    }

    @Override
    public Use use(Asked asked, StoredResponse stored, boolean fresh, long nowMillis) {
        Wish wish = asked.wish();
        if (fresh && wish.equals(Wish.NONE)) {
            return Use.SERVE;
        }
        long age = stored.life().ageMillis(nowMillis);
        if (fresh) {
            return wish.takesFresh(age, stored.life().freshMillis(nowMillis)) ? Use.SERVE : fetch(asked, stored);
        }
        Terms terms = Terms.of(StoredHeaders.of(stored));
        long stale = staleMillis(stored, terms, nowMillis);
        long allowed = whileRevalidateMillis(terms, wasFresh(stored));
        if (wish.leavesStale() && stale < allowed) {
            return Use.SERVE_AND_REVALIDATE;
        }
        boolean taken = !terms.forbidsStale() && wish.stalestMillis() > 0 && wish.takesStale(age, stale);
        return taken ? Use.SERVE : fetch(asked, stored);
    }

    @Override
    public boolean standsIn(Asked asked, StoredResponse stored, int status, long nowMillis) {
        if (!Statuses.isFailure(status) || asked.wish().validated()) {
            return false;
        }
        Terms terms = Terms.of(StoredHeaders.of(stored));
        return staleMillis(stored, terms, nowMillis) < ifErrorMillis(terms, wasFresh(stored));
    }

    private static Use fetch(Asked asked, StoredResponse stored) {
        if (asked.onlyStored()) {
            return Use.REFUSE;
        }
        return Validation.canAsk(stored) ? Use.REVALIDATE : Use.FETCH;
    }

    /** RFC 9111 section 3. */
    private boolean mayKeep(Request request, int status, Terms terms) {
        if (!CacheLife.isLasting(status) || terms.forbidsStoring(Statuses.isUnderstood(status)) || terms.setsCookie()) {
            return false;
        }
        Headers headers = request.headers();
        boolean authorized = headers.has("Authorization") || options.keying().isShared(request);
        boolean personal = authorized && !terms.allowsAuthorized();
        boolean partial = headers.has("Range") && status != 200;
        boolean said = terms.allowsStoring() || options.otherwise().names(status);
        return !personal && !partial && (said || Statuses.isHeuristic(status));
    }

    private long lifetimeMillis(int status, Terms terms, Timing timing) {
        long received = timing.responseMillis();
        OptionalLong explicit = terms.lifetimeMillis(received);
        if (explicit.isPresent()) {
            return explicit.getAsLong();
        }
        boolean guess = options.heuristic() && (Statuses.isHeuristic(status) || terms.isPublic());
        OptionalLong modified =
                guess ? HttpDates.millis(terms.headers().valueOr("Last-Modified", ""), received) : OptionalLong.empty();
        if (modified.isEmpty()) {
            return options.otherwise().millis(status, terms.headers(), timing.chance());
        }
        long since = Ages.dateMillis(terms.headers(), received) - modified.getAsLong();
        return Math.min(LONGEST_HEURISTIC_MILLIS, Math.max(0, since / 10));
    }

    private long graceMillis(Terms terms, boolean fresh) {
        long stale = Math.max(whileRevalidateMillis(terms, fresh), ifErrorMillis(terms, fresh));
        boolean asks = (fresh || terms.isExplicit()) && Validation.canAsk(terms.headers());
        long kept = asks ? Math.max(stale, options.grace().validateMillis()) : stale;
        return Math.min(options.mostMillis(), kept);
    }

    /** What never was fresh here is served stale only if it says so itself. */
    private long whileRevalidateMillis(Terms terms, boolean wasFresh) {
        return terms.staleMillis(
                "stale-while-revalidate", wasFresh ? options.grace().revalidateMillis() : 0);
    }

    private long ifErrorMillis(Terms terms, boolean wasFresh) {
        return terms.staleMillis("stale-if-error", wasFresh ? options.grace().errorMillis() : 0);
    }

    private static boolean wasFresh(StoredResponse stored) {
        return stored.life().ttlMillis() > 0;
    }

    /** For how long it has been stale; 0 for what is stale only because somebody declared it so. */
    private static long staleMillis(StoredResponse stored, Terms terms, long nowMillis) {
        if (wasFresh(stored)) {
            return Math.max(0, -stored.life().freshMillis(nowMillis));
        }
        long lifetime = terms.lifetimeMillis(stored.life().storedAtMillis()).orElse(0);
        return Math.max(0, stored.life().ageMillis(nowMillis) - lifetime);
    }
}
