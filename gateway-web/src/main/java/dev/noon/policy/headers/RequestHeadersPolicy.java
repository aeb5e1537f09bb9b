package dev.noon.policy.headers;

import dev.noon.exchange.Exchange;
import dev.noon.exchange.Request;
import dev.noon.exchange.Rewrite;
import dev.noon.model.policy.RequestHeadersSpec;

/** Sets and removes headers of the upstream request. */
public final class RequestHeadersPolicy implements Rewrite {
    private final HeaderEdit edit;

    public RequestHeadersPolicy(RequestHeadersSpec spec) {
        this.edit = new HeaderEdit(spec.set(), spec.remove());
    }

    @Override
    public void request(Exchange exchange) {
        Request request = exchange.request();
        edit.apply(request.headers(), request.body().trailers(), request);
    }
}
