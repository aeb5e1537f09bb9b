package dev.noon.policy.cache;

import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheTally;
import dev.noon.cache.Lookup;
import dev.noon.cache.ResponseCache;
import dev.noon.cache.Storage;
import dev.noon.cache.Tier;
import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Problem;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheConduct.OnError;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.policy.cache.Flights.Ticket;
import dev.noon.policy.cache.Flights.Turn;
import dev.noon.policy.cache.Shelf.Sought;
import dev.noon.policy.cache.rules.Asked;
import dev.noon.policy.cache.rules.CacheRules;
import dev.noon.policy.cache.rules.Invalidation;
import dev.noon.policy.cache.rules.Use;
import java.io.IOException;
import java.util.Optional;

/**
 * Answers from the store, or sees to it that one request fetches for all. What may be stored and served is for {@link
 * CacheRules} to say, who fetches for {@link Flights}. Thread-safe.
 */
public final class CachePolicy implements Policy {
    private final CacheKeys keys;
    private final KeyBody body;
    private final Shelf shelf;
    private final CacheRules rules;
    private final Fetcher fetcher;
    private final CacheConduct conduct;
    private final Optional<OnError> onInvalidationError;
    private final boolean endsByChange;
    private final boolean strict;
    private final CacheNode node;
    private final CacheTally tally;

    /** @param node what the policies of a node share */
    public CachePolicy(CacheSpec spec, CachePlace place, ResponseCache cache, CacheNode node) {
        this.keys = new CacheKeys(spec, place);
        this.body = new KeyBody(spec);
        this.shelf = new Shelf(keys, storage(spec), cache);
        this.rules = CacheRules.of(spec);
        this.fetcher = new Fetcher(spec, rules, shelf, node);
        this.conduct = conduct(spec);
        this.onInvalidationError = spec.upkeep().onInvalidationError();
        this.endsByChange = spec.life().mode() == CacheLife.Mode.HTTP;
        this.strict = spec.coherence().isStrict();
        this.node = node;
        this.tally = place.tally();
    }

    /** What must be as the grid has it is answered from there alone. */
    private static Storage storage(CacheSpec spec) {
        return switch (spec.storage()) {
            case LOCAL -> Storage.LOCAL;
            case DISTRIBUTED -> Storage.DISTRIBUTED;
            case TIERED ->
                spec.coherence().isStrict()
                        ? Storage.DISTRIBUTED
                        : spec.coherence().bound().map(Storage.TIERED::within).orElse(Storage.TIERED);
        };
    }

    /** Where nothing is shared there is nobody on another node to wait for. */
    private static CacheConduct conduct(CacheSpec spec) {
        return spec.storage() == CacheSpec.CacheStorage.LOCAL ? spec.conduct().onItsNode() : spec.conduct();
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Asked asked = asked(exchange.request());
        if (asked.way() != Asked.Way.LOOK_UP || exchange.wantsTunnel()) {
            return pass(exchange, next, asked);
        }
        if (strict && node.detached().getAsBoolean()) {
            return bypass(exchange, next, CacheStatus.DETACHED);
        }
        KeyBody.Reading read = body.read(exchange);
        if (read instanceof KeyBody.Reading.Unfit unfit) {
            return bypass(exchange, next, CacheStatus.bypass(unfit.detail()));
        }
        Sought sought = shelf.seek(exchange.request(), (KeyBody.Reading.Known) read);
        if (sought.found() instanceof Lookup.Fresh fresh && !isDueSoon(fresh)) {
            if (rules.use(asked, fresh.response(), true, node.clock().millis()) == Use.SERVE) {
                return hit(exchange, fresh);
            }
        }
        return decided(exchange, next, asked, sought);
    }

    private static Reply bypass(Exchange exchange, Chain next, String status) throws IOException {
        exchange.cacheVerdict(CacheVerdict.BYPASS);
        return Answers.marked(next.proceed(exchange), status);
    }

    /** The key of {@code request}, which has no body, or why it has none. */
    public Explained explain(Request request) {
        Asked asked = asked(request);
        Optional<CacheKey> key = asked.way() == Asked.Way.LOOK_UP ? Optional.of(keys.of(request)) : Optional.empty();
        return new Explained(keys.place(), key, asked.why());
    }

    /** What is shown in {@code Authorization} may decide what is answered, unless it is what the caller is known by. */
    private Asked asked(Request request) {
        Caller caller = request.origin().caller();
        boolean known =
                caller.isKnown() && (caller.authorized() || !request.headers().has("Authorization"));
        return rules.asked(request, known);
    }

    /** What the cache does with a request; {@code bypass} says why where there is no key. */
    public record Explained(CachePlace place, Optional<CacheKey> key, String bypass) {}

    private Reply pass(Exchange exchange, Chain next, Asked asked) throws IOException {
        boolean method = asked.way() == Asked.Way.METHOD;
        exchange.cacheVerdict(method ? CacheVerdict.METHOD : CacheVerdict.BYPASS);
        boolean changes =
                endsByChange && !Invalidation.isSafe(exchange.request().method());
        Reply reply = changes ? changed(exchange, next) : next.proceed(exchange);
        return Answers.marked(reply, method ? CacheStatus.METHOD : CacheStatus.BYPASS);
    }

    /** What the upstream has changed is stored no more. */
    private Reply changed(Exchange exchange, Chain next) throws IOException {
        Request request = Fetcher.copy(exchange.request());
        Reply reply = next.proceed(exchange);
        boolean ended = true;
        if (exchange.cause() == Cause.NONE) {
            long now = node.clock().millis();
            for (Invalidation.Target target : Invalidation.targets(request, reply.status(), reply.headers())) {
                for (Request get : target.gets(request)) {
                    ended &= shelf.end(get, now, exchange.revision());
                }
            }
        }
        return ended || onInvalidationError.isEmpty() ? reply : notEnded(exchange, onInvalidationError.get());
    }

    private static Reply notEnded(Exchange exchange, OnError instead) {
        exchange.cause(Cause.INVALIDATION_FAILED);
        return Problem.of(
                Cause.INVALIDATION_FAILED,
                instead.status(),
                "Changed, but what was stored may still be served",
                instead.message());
    }

    private Reply decided(Exchange exchange, Chain next, Asked asked, Sought sought) throws IOException {
        Optional<Reply> stored = stored(exchange, next, asked, sought);
        if (stored.isPresent()) {
            return stored.get();
        }
        if (asked.onlyStored()) {
            tally.missed(sought.missed());
            return exchange.fail(Cause.NOT_STORED);
        }
        boolean alone = asked.alone() || exchange.request().isHead();
        return alone ? fetchNow(exchange, next, asked, sought, Ticket.NONE) : together(exchange, next, asked, sought);
    }

    /** The answer that is stored, if there is one that will do. */
    private Optional<Reply> stored(Exchange exchange, Chain next, Asked asked, Sought sought) {
        Lookup found = sought.found();
        long now = node.clock().millis();
        if (found instanceof Lookup.Fresh fresh) {
            Use use = rules.use(asked, fresh.response(), true, now);
            if (use == Use.SERVE || use == Use.SERVE_AND_REVALIDATE) {
                refresh(exchange, next, asked, sought);
                return Optional.of(hit(exchange, fresh));
            }
        } else if (found instanceof Lookup.Stale stale) {
            Use use = rules.use(asked, stale.response(), false, now);
            if (use == Use.SERVE_AND_REVALIDATE) {
                refresh(exchange, next, asked, sought);
            }
            if (use == Use.SERVE || use == Use.SERVE_AND_REVALIDATE) {
                return Optional.of(stale(exchange, stale));
            }
        }
        return Optional.empty();
    }

    /** Waits for others who fetch the same, as long as that may help; then fetches. */
    private Reply together(Exchange exchange, Chain next, Asked asked, Sought sought) throws IOException {
        Sought now = sought;
        Wait wait = node.flights().wait(conduct.coalesce());
        while (true) {
            Turn turn = node.flights().take(now.place(), conduct.coalesce(), wait);
            if (turn instanceof Turn.Fetch own) {
                return fetchNow(exchange, next, asked, now, own.ticket());
            }
            now = shelf.seekAgain(now, exchange.request());
            if (now.found() instanceof Lookup.Fresh fresh
                    && rules.use(asked, fresh.response(), true, node.clock().millis()) == Use.SERVE) {
                exchange.cause(Cause.CACHE);
                exchange.cacheVerdict(CacheVerdict.COLLAPSED);
                Reply answer = Answers.of(
                        exchange.request(),
                        fresh.response(),
                        fresh.ageSeconds(),
                        CacheStatus.collapsed(sought.reason()));
                tally.collapsed(bytes(answer));
                return answer;
            }
        }
    }

    /** Fetches for somebody who waits; a stale answer may stand in. */
    private Reply fetchNow(Exchange exchange, Chain next, Asked asked, Sought sought, Ticket ticket)
            throws IOException {
        Reply reply = fetch(exchange, next, asked, sought, ticket);
        if (exchange.cacheVerdict() == CacheVerdict.HIT_STALE) {
            tally.servedStale(bytes(reply));
        } else {
            tally.missed(sought.missed());
        }
        return reply;
    }

    private Reply fetch(Exchange exchange, Chain next, Asked asked, Sought sought, Ticket ticket) throws IOException {
        exchange.own(ticket);
        exchange.cacheVerdict(sought.found() instanceof Lookup.Stale ? CacheVerdict.STALE : CacheVerdict.MISS);
        return fetcher.fetch(exchange, next, asked, sought, ticket);
    }

    /** Has the answer fetched anew behind the request's back, unless somebody does already. */
    private void refresh(Exchange exchange, Chain next, Asked asked, Sought sought) {
        Flights flights = node.flights();
        if (flights.isUnderWay(sought.place())) {
            return;
        }
        node.refreshes().start(exchange, exchange.request(), behind -> {
            Optional<Ticket> ticket = flights.alone(sought.place(), conduct.coalesce());
            return ticket.isEmpty()
                    ? Optional.empty()
                    : Optional.of(fetch(behind, next, asked, sought.again(), ticket.get()));
        });
    }

    private boolean isDueSoon(Lookup.Fresh fresh) {
        int percent = conduct.refreshAheadPercent();
        return percent > 0
                && fresh.ttlSeconds() * 100_000 < fresh.response().life().ttlMillis() * percent;
    }

    private Reply hit(Exchange exchange, Lookup.Fresh fresh) {
        exchange.cause(Cause.CACHE);
        exchange.cacheVerdict(fresh.tier() == Tier.LOCAL ? CacheVerdict.HIT_LOCAL : CacheVerdict.HIT_GRID);
        Reply answer = Answers.of(
                exchange.request(),
                fresh.response(),
                fresh.ageSeconds(),
                CacheStatus.hit(fresh.tier(), fresh.ttlSeconds()));
        tally.hit(fresh.tier(), bytes(answer));
        return answer;
    }

    private Reply stale(Exchange exchange, Lookup.Stale stale) {
        exchange.cause(Cause.CACHE);
        exchange.cacheVerdict(CacheVerdict.HIT_STALE);
        Reply answer = Answers.stale(exchange.request(), stale);
        tally.servedStale(bytes(answer));
        return answer;
    }

    private static long bytes(Reply reply) {
        return reply.body().length().orElse(0);
    }
}
