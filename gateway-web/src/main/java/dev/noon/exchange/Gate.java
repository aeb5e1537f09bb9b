package dev.noon.exchange;

import java.io.IOException;
import java.util.Optional;

/** A policy that may say no before anything else happens, and changes nothing. */
public interface Gate extends Policy {
    /** The refusal, or empty to let the exchange pass. */
    Optional<Reply> refuse(Exchange exchange);

    @Override
    default Reply handle(Exchange exchange, Chain next) throws IOException {
        Optional<Reply> refusal = refuse(exchange);
        return refusal.isPresent() ? refusal.get() : next.proceed(exchange);
    }
}
