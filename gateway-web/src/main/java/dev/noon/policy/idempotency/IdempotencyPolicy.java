package dev.noon.policy.idempotency;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Problem;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.IdempotencySpec;
import dev.noon.model.policy.IdempotencySpec.Kept;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.Fill;
import dev.noon.policy.WholeBody;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives a request that is sent again under the same key the answer of the first one. Who is first is one compare-and-set
 * in the grid; the answer is noted there before its last byte is passed on. Immutable.
 */
public final class IdempotencyPolicy implements Policy {
    /** Says of an answer that an earlier request got it. */
    private static final String REPLAYED = "Idempotency-Replayed";

    private static final int LONGEST_KEY = 255;

    /** With these the upstream has seen nothing of the request. */
    private static final Set<Cause> NOTHING_SENT = EnumSet.of(
            Cause.UPSTREAM_UNREACHABLE,
            Cause.UPSTREAM_UNTRUSTED,
            Cause.CONNECT_TIMEOUT,
            Cause.SHED,
            Cause.BREAKER_OPEN,
            Cause.NODE_FULL,
            Cause.LOOP_DETECTED);

    private final IdempotencySpec spec;
    private final Kept kept;
    private final String owner;
    private final Function<Request, String> caller;
    private final Repetitions repetitions;

    /** @param owner what tells the keys of this policy apart from those of others */
    public IdempotencyPolicy(IdempotencySpec spec, String owner, Repetitions repetitions) {
        this.spec = spec;
        this.kept = spec.kept();
        this.owner = owner;
        this.caller = spec.by()
                .map(CompiledTemplate::of)
                .<Function<Request, String>>map(template -> template::text)
                .orElse(IdempotencyPolicy::caller);
        this.repetitions = repetitions;
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Request request = exchange.request();
        if (!spec.asked().methods().contains(request.method())) {
            return next.proceed(exchange);
        }
        List<String> keys = request.headers().all(spec.asked().header());
        if (keys.isEmpty() && !spec.asked().required()) {
            return next.proceed(exchange);
        }
        if (keys.size() != 1 || !isKey(keys.get(0))) {
            return refuse(exchange, Cause.KEY_MISSING, expected());
        }
        Optional<byte[]> body =
                request.body().present() ? WholeBody.read(exchange, kept.maxBodyBytes()) : Optional.of(new byte[0]);
        if (body.isEmpty()) {
            Reply refusal = exchange.fail(Cause.BODY_TOO_LARGE);
            refusal.headers().set("Connection", "close");
            return refusal;
        }
        String key = new Fingerprint()
                .part(owner)
                .part(spec.name())
                .part(caller.apply(request))
                .part(keys.get(0))
                .hex();
        return first(exchange, next, key, Fingerprint.of(request, body.get()));
    }

    private Reply first(Exchange exchange, Chain next, String key, byte[] print) throws IOException {
        Patience patience = new Patience();
        Note note = Note.claim(print, repetitions.token());
        Change change = repetitions.records().create(key, note.bytes(), kept.inFlight(), patience);
        if (change == Change.REFUSED) {
            return again(exchange, repetitions.records().find(key, patience), print);
        }
        if (change == Change.AWAY) {
            // It may have been put down all the same.
            repetitions.records().forget(key, note.bytes());
            return spec.openOnGridAway() ? next.proceed(exchange) : exchange.fail(Cause.KEY_UNKNOWN);
        }
        Claim claim = new Claim(repetitions, key, note, kept.ttl());
        exchange.own(claim);
        return noted(exchange, next.proceed(exchange), claim);
    }

    /** The answer to a request whose key is known. */
    private Reply again(Exchange exchange, Known known, byte[] print) {
        if (known instanceof Known.Away) {
            return exchange.fail(Cause.KEY_UNKNOWN);
        }
        Optional<Note> note = known.record().flatMap(Note::of);
        if (note.isEmpty()) {
            // The record has just ended; whoever asks again is the first.
            return inFlight(exchange);
        }
        if (!note.get().isOf(print)) {
            return exchange.fail(Cause.KEY_REUSED);
        }
        if (note.get().mark() == Note.CLAIMED) {
            return inFlight(exchange);
        }
        Optional<Reply> answer = note.get().mark() == Note.ANSWERED ? note.get().answer() : Optional.empty();
        if (answer.isEmpty()) {
            return exchange.fail(Cause.KEY_SPENT);
        }
        exchange.cause(Cause.REPLAY);
        answer.get().headers().set(REPLAYED, "true");
        return answer.get();
    }

    private static Reply inFlight(Exchange exchange) {
        Reply reply = exchange.fail(Cause.KEY_IN_FLIGHT);
        reply.headers().set("Retry-After", "1");
        return reply;
    }

    private Reply noted(Exchange exchange, Reply reply, Claim claim) throws IOException {
        if (isWithoutEffect(exchange, reply)) {
            claim.giveUp();
            return reply;
        }
        if (!Fill.fits(reply.body(), kept.maxBodyBytes())) {
            claim.spent();
            return reply;
        }
        // What policies in front add to it, they add to a repetition as well.
        Reply own = new Reply(reply.status(), reply.headers().copy(), reply.body());
        return new Fill(kept.maxBodyBytes(), body -> claim.answered(own, body)).tap(reply);
    }

    /** Whether it was refused before the upstream saw it, or by an upstream that asks for it later. */
    private static boolean isWithoutEffect(Exchange exchange, Reply reply) {
        Cause cause = exchange.cause();
        boolean refused = cause.status() >= 400 && cause.status() < 500;
        boolean later = cause == Cause.NONE && (reply.status() == 429 || reply.status() == 503);
        return refused || later || NOTHING_SENT.contains(cause);
    }

    private String expected() {
        return spec.asked().header() + " must be there once, with 1 to " + LONGEST_KEY + " printable characters";
    }

    private static boolean isKey(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_KEY
                && text.chars().allMatch(character -> character > ' ' && character < 127);
    }

    /** Who sends it: by name, where a policy has found that out; else by what is shown to be let in, or where it is from. */
    private static String caller(Request request) {
        Caller known = request.origin().caller();
        if (known.isKnown()) {
            return "known " + known.identity();
        }
        return request.headers()
                .find("Authorization")
                .map(shown -> "shown " + shown)
                .orElseGet(() -> "at " + request.origin().address().get());
    }

    private static Reply refuse(Exchange exchange, Cause cause, String detail) {
        exchange.cause(cause);
        return Problem.of(cause, detail);
    }
}
