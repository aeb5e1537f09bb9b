package dev.noon.policy.headers;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Rewrite;
import dev.noon.model.policy.ResponseHeadersSpec;

/** Sets and removes headers of the reply, whoever made it. */
public final class ResponseHeadersPolicy implements Rewrite {
    private final HeaderEdit edit;

    public ResponseHeadersPolicy(ResponseHeadersSpec spec) {
        this.edit = new HeaderEdit(spec.set(), spec.remove());
    }

    @Override
    public void reply(Exchange exchange, Reply reply) {
        edit.apply(reply.headers(), reply.trailers(), exchange.request());
    }
}
