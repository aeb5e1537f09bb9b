package dev.noon.upstream.credential;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.SharedResource;
import dev.noon.model.Credential;
import dev.noon.model.Credential.ApiKey;
import dev.noon.model.Credential.Basic;
import dev.noon.model.Credential.Bearer;
import dev.noon.model.Credential.ClientCredentials;
import dev.noon.model.Metadata;
import dev.noon.model.Upstream;
import dev.noon.model.text.TargetText;
import dev.noon.time.Ticker;
import dev.noon.upstream.UpstreamSender;
import dev.noon.upstream.Upstreams;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * Makes senders that show a credential. Each belongs to one revision: it has that revision's secret and no other, and an
 * exchange that runs under the revision keeps it to its end, whatever is applied meanwhile. Thread-safe.
 */
public final class CredentialSenders {
    private static final Upstream.Timeouts TIMEOUTS =
            new Upstream.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5));
    private static final int MOST_FETCHES = 4;

    private final Upstreams upstreams;
    private final TokenSource.Surroundings around;
    private final TokenCounts documents = new TokenCounts();

    /** @param background runs what renews tokens; a task blocks for a fetch at most */
    public CredentialSenders(Upstreams upstreams, Ticker ticker, Executor background) {
        this.upstreams = upstreams;
        this.around = new TokenSource.Surroundings(ticker, background, new TokenCounts());
    }

    /** How fetching tokens went. */
    public TokenCounts counts() {
        return around.counts();
    }

    /** How fetching documents went. */
    public TokenCounts documents() {
        return documents;
    }

    /** Runs what nobody waits for; a task blocks for a fetch at most. */
    public Executor background() {
        return around.background();
    }

    /** What fetches the document at {@code address} for {@code owner}; nothing is asked for yet. */
    public DocumentFetch document(Metadata owner, URI address) {
        return new DocumentFetch(upstreams.open(server(owner, address), Optional.empty()), address, around.ticker());
    }

    /** What keeps the tokens of {@code credential}, whose scheme that is; nothing is asked for yet. */
    public SharedResource tokens(Credential credential, ClientCredentials scheme, ClearSecret secret) {
        Upstream server = server(credential.metadata(), scheme.tokenUrl());
        TokenRequest fetch =
                new TokenRequest(upstreams.open(server, Optional.empty()), scheme, secret, around.ticker());
        return new TokenSource(credential.metadata().name(), fetch, around);
    }

    private static Upstream server(Metadata owner, URI url) {
        return new Upstream(
                owner,
                List.of(new Upstream.Target(TargetText.parse(url.getScheme() + "://" + url.getRawAuthority()), 1)),
                TIMEOUTS,
                OptionalInt.of(MOST_FETCHES),
                Optional.empty());
    }

    /**
     * Sends to {@code next} with {@code credential} shown.
     *
     * @param tokens what {@link #tokens} has made of the same credential
     * @throws IllegalArgumentException if tokens are to be shown and nothing keeps them
     */
    public UpstreamSender sender(
            Credential credential, ClearSecret secret, Optional<SharedResource> tokens, UpstreamSender next) {
        Credential.Scheme scheme = credential.scheme();
        if (scheme instanceof ApiKey apiKey) {
            return FixedCredential.apiKey(apiKey, secret, next);
        }
        if (scheme instanceof Basic basic) {
            return FixedCredential.basic(basic, secret, next);
        }
        if (scheme instanceof Bearer) {
            return FixedCredential.bearer(secret, next);
        }
        return tokens.filter(TokenSource.class::isInstance)
                .map(source -> new TokenCredential((TokenSource) source, next))
                .orElseThrow(
                        () -> new IllegalArgumentException(credential.id() + " has nothing that keeps its tokens"));
    }
}
