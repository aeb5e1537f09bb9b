package dev.noon.policy.cache;

import dev.noon.cache.Life;
import dev.noon.cache.Lookup;
import dev.noon.cache.Provenance;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tags;
import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Problem;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CacheConduct.OnError;
import dev.noon.model.policy.CacheSpec;
import dev.noon.policy.Fill;
import dev.noon.policy.cache.Flights.Ticket;
import dev.noon.policy.cache.Shelf.Sought;
import dev.noon.policy.cache.rules.Asked;
import dev.noon.policy.cache.rules.CacheRules;
import dev.noon.policy.cache.rules.Keep;
import dev.noon.policy.cache.rules.TagFields;
import dev.noon.policy.cache.rules.Timing;
import dev.noon.policy.cache.rules.Validation;
import java.io.IOException;
import java.util.Optional;

/** Asks the upstream, and stores what may be stored before its last byte is passed on. Thread-safe. */
final class Fetcher {
    /**
     * One question to the upstream.
     *
     * @param request as it was before it was made a question, and before later policies rewrote it
     * @param known what is stored and may still hold
     * @param operation what purges had been made when it was asked; before {@code known} was found, if something is
     * @param changes what changes were known when it was asked
     * @param begun when it was asked, as the tally has it
     */
    private record Question(
            Asked asked,
            Sought sought,
            Request request,
            Optional<StoredResponse> known,
            long operation,
            long changes,
            long begun,
            Ticket ticket) {}

    private final CacheSpec spec;
    private final CacheRules rules;
    private final Shelf shelf;
    private final CacheNode node;
    private final PolicyTags tags;

    Fetcher(CacheSpec spec, CacheRules rules, Shelf shelf, CacheNode node) {
        this.spec = spec;
        this.rules = rules;
        this.shelf = shelf;
        this.node = node;
        this.tags = new PolicyTags(spec.upkeep().tags());
    }

    /** The upstream's answer, or what stands in for it; {@code ticket} is told whether it is stored. */
    Reply fetch(Exchange exchange, Chain next, Asked asked, Sought sought, Ticket ticket) throws IOException {
        Request request = exchange.request();
        // What is asked for one client alone is about that client's copy, not about what is stored.
        boolean own = request.isHead() || asked.alone();
        Optional<StoredResponse> known = own ? Optional.empty() : Shelf.stored(sought.found());
        // Read before the upstream is called, so that a purge meanwhile voids what is stored.
        long operation = known.isPresent() ? sought.operation() : shelf.operation();
        long begun = shelf.tally().begin();
        Question question =
                new Question(asked, sought, copy(request), known, operation, shelf.changes(), begun, ticket);
        if (!asked.alone()) {
            known.ifPresentOrElse(
                    stored -> Validation.ask(stored, request.headers()),
                    () -> Validation.askForWhole(request.headers()));
        }
        long began = node.clock().millis();
        Reply reply = next.proceed(exchange);
        if (isAboutSomethingElse(exchange, question, reply)) {
            exchange.request(copy(question.request()));
            Validation.askForWhole(exchange.request().headers());
            reply = next.proceed(exchange);
        }
        return answer(
                exchange,
                question,
                reply,
                new Timing(began, node.clock().millis(), node.chance().getAsDouble()));
    }

    /** Whether the upstream says that something holds which is not what is stored (RFC 9111 section 4.3.4). */
    private static boolean isAboutSomethingElse(Exchange exchange, Question question, Reply reply) {
        return exchange.cause() == Cause.NONE
                && reply.status() == 304
                && question.known()
                        .filter(stored -> !Validation.confirms(stored, reply.headers()))
                        .isPresent();
    }

    private Reply answer(Exchange exchange, Question question, Reply reply, Timing timing) throws IOException {
        if (isFailure(exchange, reply)) {
            Optional<Reply> standIn = standIn(exchange, question, reply);
            if (standIn.isPresent()) {
                return standIn.get();
            }
        }
        Optional<StoredResponse> known = question.known();
        boolean own = exchange.cause() == Cause.NONE;
        if (own && reply.status() == 304 && known.isPresent()) {
            return validated(exchange, question, known.get(), reply, timing);
        }
        if (own && question.request().isHead()) {
            learn(exchange, question, reply, timing);
        }
        return fetched(exchange, question, reply, timing);
    }

    private static boolean isFailure(Exchange exchange, Reply reply) {
        return exchange.cause().status() >= 500 || reply.status() >= 500;
    }

    /** What is stored, where it may stand in for a failure. */
    private Optional<Reply> standIn(Exchange exchange, Question question, Reply reply) {
        long now = node.clock().millis();
        if (question.sought().found() instanceof Lookup.Stale stale
                && shelf.stands(question.sought(), stale.response())
                && rules.standsIn(question.asked(), stale.response(), status(exchange, reply), now)) {
            question.ticket().unshared();
            exchange.cause(Cause.CACHE);
            exchange.cacheVerdict(CacheVerdict.HIT_STALE);
            return Optional.of(Answers.stale(question.request(), stale));
        }
        return Optional.empty();
    }

    private Reply failed(Exchange exchange, Question question, Reply reply) {
        question.ticket().unshared();
        String status = CacheStatus.fetched(question.sought().reason(), false);
        if (spec.conduct().onError().isEmpty()) {
            return Answers.marked(reply, status);
        }
        OnError instead = spec.conduct().onError().get();
        exchange.cause(Cause.FETCH_FAILED);
        Reply problem =
                Problem.of(Cause.FETCH_FAILED, instead.status(), "The answer could not be fetched", instead.message());
        return Answers.marked(problem, status);
    }

    /** 0 if there was no answer at all. */
    private static int status(Exchange exchange, Reply reply) {
        return exchange.cause() == Cause.NONE ? reply.status() : 0;
    }

    /** An answer to HEAD says whether what is stored for GET still holds (RFC 9111 section 4.3.5). */
    private void learn(Exchange exchange, Question question, Reply reply, Timing timing) {
        Optional<StoredResponse> stored = Shelf.stored(question.sought().found());
        if (stored.isPresent()
                && Validation.head(stored.get(), reply.status(), reply.headers()) == Validation.HeadEffect.FRESHENS) {
            renewed(exchange, question, stored.get(), reply, timing);
        }
    }

    /** What is stored still holds: it lives on, with what the upstream now says about it. */
    private Reply validated(Exchange exchange, Question question, StoredResponse known, Reply reply, Timing timing) {
        Optional<StoredResponse> renewed = renewed(exchange, question, known, reply, timing);
        exchange.cause(Cause.CACHE);
        exchange.cacheVerdict(CacheVerdict.REVALIDATED);
        StoredResponse now = renewed.orElse(known);
        long ageSeconds = now.life().ageMillis(timing.responseMillis()) / 1000;
        return Answers.of(question.request(), now, ageSeconds, CacheStatus.validated(renewed.isPresent()));
    }

    /** Stores {@code known} anew with what {@code reply} says of it; empty if it may not be stored any more. */
    private Optional<StoredResponse> renewed(
            Exchange exchange, Question question, StoredResponse known, Reply reply, Timing timing) {
        Headers headers = Validation.merged(known, reply.headers(), timing.responseMillis());
        Request asGet = question.request().withMethod("GET");
        Optional<Keep> keep = rules.keep(asGet, known.status(), headers, timing);
        if (keep.isEmpty()) {
            question.ticket().unshared();
            return Optional.empty();
        }
        Tags tags = TagFields.areIn(reply.headers())
                ? tags(question, reply)
                : known.provenance().tags();
        StoredResponse renewed = stored(
                        known.status(), keep.get(), headers, timing, provenance(exchange, question, tags))
                .withBody(known.body());
        return put(question, keep.get(), renewed) ? Optional.of(renewed) : Optional.empty();
    }

    private Reply fetched(Exchange exchange, Question question, Reply reply, Timing timing) throws IOException {
        Optional<Keep> keep = keep(exchange, question, reply, timing);
        if (keep.isEmpty() && isFailure(exchange, reply)) {
            return failed(exchange, question, reply);
        }
        spec.life().header().ifPresent(reply.headers()::remove);
        String reason = question.sought().reason();
        if (keep.isEmpty() || saysNothing(reply)) {
            question.ticket().unshared();
            return Answers.marked(reply, CacheStatus.fetched(reason, false));
        }
        Provenance provenance = provenance(exchange, question, tags(question, reply));
        StoredResponse header = stored(reply.status(), keep.get(), reply.headers(), timing, provenance);
        Fill fill = new Fill(spec.kept().maxObjectBytes(), body -> store(question, keep.get(), header.withBody(body)));
        return Answers.marked(fill.tap(reply), CacheStatus.fetched(reason, true));
    }

    private Optional<Keep> keep(Exchange exchange, Question question, Reply reply, Timing timing) {
        boolean storable = question.asked().store()
                && exchange.cause() == Cause.NONE
                && !question.request().isHead()
                && Fill.fits(reply.body(), spec.kept().maxObjectBytes());
        return storable ? rules.keep(question.request(), reply.status(), reply.headers(), timing) : Optional.empty();
    }

    private void store(Question question, Keep keep, StoredResponse response) {
        if (!spec.kept().empty() && Nothing.isNull(response)) {
            question.ticket().unshared();
            return;
        }
        if (put(question, keep, response)) {
            shelf.tally().stored(question.begun(), response.body().length);
        }
    }

    /**
     * Stores {@code response}, unless a change has come meanwhile that it may be older than. One that comes while it is being
     * stored takes it away again.
     */
    private boolean put(Question question, Keep keep, StoredResponse response) {
        Sought sought = question.sought();
        boolean current = !shelf.hasEnded(sought, question.changes());
        if (current) {
            shelf.put(question.request(), sought, keep.vary(), response);
            if (shelf.hasEnded(sought, question.changes())) {
                shelf.end(
                        question.request(),
                        node.clock().millis(),
                        response.provenance().revision());
                current = false;
            }
        }
        if (current) {
            question.ticket().stored();
        } else {
            question.ticket().unshared();
        }
        return current;
    }

    private Tags tags(Question question, Reply reply) {
        return tags.of(question.request(), reply.headers());
    }

    private boolean saysNothing(Reply reply) {
        return !spec.kept().empty() && Nothing.isEmpty(reply);
    }

    private static Provenance provenance(Exchange exchange, Question question, Tags tags) {
        return new Provenance(
                question.operation(), exchange.revision(), question.request().path(), tags);
    }

    private static StoredResponse stored(int status, Keep keep, Headers headers, Timing timing, Provenance provenance) {
        Life life = new Life(timing.responseMillis(), keep.initialAgeMillis(), keep.ttlMillis(), keep.keptMillis());
        return new StoredResponse(status, keep.fields(headers), new byte[0], life, provenance);
    }

    static Request copy(Request request) {
        return new Request(
                request.method(),
                request.path(),
                request.query(),
                request.origin(),
                request.headers().copy(),
                request.body());
    }
}
