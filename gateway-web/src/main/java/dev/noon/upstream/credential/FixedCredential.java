package dev.noon.upstream.credential;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.ClientFailure;
import dev.noon.model.Credential;
import dev.noon.upstream.Answer;
import dev.noon.upstream.UpstreamRequest;
import dev.noon.upstream.UpstreamSender;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** Sends requests with a secret that is the same for all of them. Immutable; prints as nothing of it. */
final class FixedCredential implements UpstreamSender {
    static final String AUTHORIZATION = "Authorization";

    private final UnaryOperator<UpstreamRequest> shown;
    private final UpstreamSender next;

    private FixedCredential(UnaryOperator<UpstreamRequest> shown, UpstreamSender next) {
        this.shown = shown;
        this.next = next;
    }

    /** The secret as a key: what the client sent under that name is not passed on. */
    static FixedCredential apiKey(Credential.ApiKey scheme, ClearSecret secret, UpstreamSender next) {
        if (scheme.place() == Credential.ApiKey.Place.HEADER) {
            return header(scheme.name(), secret.reveal(), next);
        }
        QueryParameter parameter = new QueryParameter(scheme.name(), secret.reveal());
        return new FixedCredential(request -> request.withTarget(parameter.in(request.target())), next);
    }

    /** The secret as a password (RFC 7617, with UTF-8). */
    static FixedCredential basic(Credential.Basic scheme, ClearSecret secret, UpstreamSender next) {
        byte[] pair = (scheme.user() + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
        return header(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair), next);
    }

    /** The secret as a token (RFC 6750). */
    static FixedCredential bearer(ClearSecret secret, UpstreamSender next) {
        return header(AUTHORIZATION, "Bearer " + secret.reveal(), next);
    }

    private static FixedCredential header(String name, String value, UpstreamSender next) {
        return new FixedCredential(
                request -> {
                    request.headers().set(name, value);
                    return request;
                },
                next);
    }

    @Override
    public Answer send(UpstreamRequest request) throws ClientFailure {
        return next.send(shown.apply(request));
    }
}
