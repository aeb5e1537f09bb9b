package dev.noon.exchange;

import java.io.IOException;

/** A policy that changes the request on its way in, the reply on its way out, or both. */
public interface Rewrite extends Policy {
    /** Changes the request. */
    default void request(Exchange exchange) {}

    /** Changes the reply, whoever made it. */
    default void reply(Exchange exchange, Reply reply) {}

    @Override
    default Reply handle(Exchange exchange, Chain next) throws IOException {
        request(exchange);
        Reply reply = next.proceed(exchange);
        reply(exchange, reply);
        return reply;
    }
}
