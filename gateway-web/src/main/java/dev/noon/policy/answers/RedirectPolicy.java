package dev.noon.policy.answers;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Gate;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.LocationTemplate;
import dev.noon.model.policy.RedirectSpec;
import dev.noon.model.text.Guard;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.Escape;
import java.util.Optional;

/** Sends the client elsewhere. What clients write never becomes the host of the address. Immutable. */
public final class RedirectPolicy implements Gate {
    private final CompiledTemplate to;
    private final int status;
    private final boolean keepQuery;

    /** @throws IllegalArgumentException if the environment's variables make an address of it that clients choose */
    public RedirectPolicy(RedirectSpec spec) {
        Guard.check("redirect.to", LocationTemplate.fault(spec.to().source()));
        this.to = CompiledTemplate.of(spec.to());
        this.status = spec.status();
        this.keepQuery = spec.keepQuery();
    }

    @Override
    public Optional<Reply> refuse(Exchange exchange) {
        exchange.cause(Cause.REDIRECT);
        return Optional.of(new Reply(status, new Headers().add("Location", location(exchange.request())), Body.EMPTY));
    }

    private String location(Request request) {
        String text = to.text(request, Escape.URL);
        if (!keepQuery || request.query().isEmpty()) {
            return text;
        }
        return text + (text.indexOf('?') < 0 ? '?' : '&') + request.query().get();
    }
}
