package dev.noon.upstream.credential;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.upstream.Answer;
import dev.noon.upstream.UpstreamRequest;
import dev.noon.upstream.UpstreamSender;
import java.io.IOException;
import java.util.Optional;

/** Sends requests with a token that was fetched, and once more with a new one where the first is refused. Thread-safe. */
final class TokenCredential implements UpstreamSender {
    private static final int UNAUTHORIZED = 401;

    private final TokenSource tokens;
    private final UpstreamSender next;

    TokenCredential(TokenSource tokens, UpstreamSender next) {
        this.tokens = tokens;
        this.next = next;
    }

    @Override
    public Answer send(UpstreamRequest request) throws ClientFailure {
        Optional<String> token = tokens.token();
        if (token.isEmpty()) {
            return new Answer.Failed(Cause.TOKEN_UNAVAILABLE);
        }
        Answer answer = next.send(with(token.get(), request));
        if (!isRefused(answer)) {
            return answer;
        }
        tokens.refused(token.get());
        boolean repeatable = request.isIdempotent() && !request.body().present();
        Optional<String> other = repeatable ? tokens.token() : Optional.empty();
        if (other.isEmpty() || other.equals(token)) {
            return answer;
        }
        close(answer);
        return next.send(with(other.get(), request));
    }

    private static UpstreamRequest with(String token, UpstreamRequest request) {
        request.headers().set(FixedCredential.AUTHORIZATION, "Bearer " + token);
        return request;
    }

    private static boolean isRefused(Answer answer) {
        return answer instanceof Answer.Answered answered && answered.status() == UNAUTHORIZED;
    }

    private static void close(Answer answer) {
        if (answer instanceof Answer.Answered answered && answered.body() instanceof Body.Stream stream) {
            try {
                stream.in().close();
            } catch (IOException e) {
                // Nobody wants it; its connection is given up either way.
            }
        }
    }
}
