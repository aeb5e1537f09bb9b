package dev.noon.policy.mirror;

import dev.noon.exchange.Chain;
import dev.noon.exchange.Copies;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.model.policy.MirrorSpec;
import dev.noon.policy.Turns;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Sends copies of requests to another upstream. A request waits for none of it: its body is copied as it passes by, and
 * the copy goes out on a thread of its own once all of the body has. Thread-safe.
 */
public final class MirrorPolicy implements Policy {
    private final Copies copies;
    private final Mirrors mirrors;
    private final Turns turns;
    private final Semaphore places;
    private final int maxBodyBytes;

    public MirrorPolicy(MirrorSpec spec, Copies copies, Mirrors mirrors) {
        this.copies = copies;
        this.mirrors = mirrors;
        this.turns = new Turns(spec.percent(), 100 - spec.percent());
        this.places = new Semaphore(spec.maxConcurrent());
        this.maxBodyBytes = spec.maxBodyBytes();
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Request request = exchange.request();
        boolean socket = request.body() == RequestBody.FRAMES;
        if (socket || turns.next() != 0 || !mirrors.enter(places)) {
            return next.proceed(exchange);
        }
        if (request.body().present()) {
            return withBody(exchange, next);
        }
        mirrors.send(copies.of(exchange), RequestBody.NONE, places);
        return next.proceed(exchange);
    }

    private Reply withBody(Exchange exchange, Chain next) throws IOException {
        Request request = exchange.request();
        if (request.body().length().orElse(0) > maxBodyBytes) {
            mirrors.drop(places);
            return next.proceed(exchange);
        }
        Copies.Copy copy = copies.of(exchange);
        CopiedBody body = new CopiedBody(
                request.body(), maxBodyBytes, bytes -> mirrors.send(copy, RequestBody.of(bytes), places));
        exchange.request(new Request(
                request.method(), request.path(), request.query(), request.origin(), request.headers(), body));
        try {
            return next.proceed(exchange);
        } finally {
            if (body.giveUp()) {
                mirrors.drop(places);
            }
        }
    }
}
