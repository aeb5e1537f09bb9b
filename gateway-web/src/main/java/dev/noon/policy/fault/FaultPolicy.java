package dev.noon.policy.fault;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Problem;
import dev.noon.exchange.Reply;
import dev.noon.model.policy.FaultSpec;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Delays some requests, and answers some with an error. A request that waits holds its
 * thread, and one of the places for exchanges that wait for upstreams. Thread-safe. */
public final class FaultPolicy implements Policy {
    private static final String TITLE = "The gateway was told to fail";

    /** How time passes. */
    public record Waiting(LongSupplier nanos, LongConsumer rest) {}

    /** Something that some requests get. */
    private record Some<T>(T what, Share share) {}

    private final Optional<Some<Long>> delayNanos;
    private final Optional<Some<Integer>> abort;
    private final Waiting waiting;

    public FaultPolicy(FaultSpec spec, Waiting waiting) {
        this.delayNanos = spec.delay().map(delay -> new Some<>(delay.time().toNanos(), new Share(delay.percent())));
        this.abort = spec.abort().map(each -> new Some<>(each.status(), new Share(each.percent())));
        this.waiting = waiting;
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        if (delayNanos.isPresent() && delayNanos.get().share().next()) {
            if (!exchange.admit()) {
                return exchange.fail(Cause.NODE_FULL);
            }
            rest(delayNanos.get().what());
        }
        if (abort.isPresent() && abort.get().share().next()) {
            exchange.cause(Cause.FAULT);
            return Problem.of(Cause.FAULT, abort.get().what(), TITLE);
        }
        return next.proceed(exchange);
    }

    /** Ends early only when the thread is interrupted. */
    private void rest(long nanos) {
        long until = waiting.nanos().getAsLong() + nanos;
        long left = nanos;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            waiting.rest().accept(left);
            left = until - waiting.nanos().getAsLong();
        }
    }
}
