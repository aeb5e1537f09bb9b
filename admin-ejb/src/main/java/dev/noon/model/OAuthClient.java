package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.IdentifierText;
import dev.noon.model.text.UrlText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An application that asks the gateway for tokens (RFC 6749 section 2).
 *
 * @param secret what a confidential client authenticates with; a client without one is public
 * @param grants how it may ask; at least one
 * @param redirectUris where codes are sent, compared exactly; needed by {@link Grant#AUTHORIZATION_CODE}
 * @param scopes what it may ask for
 */
public record OAuthClient(
        Metadata metadata,
        String clientId,
        Optional<Secret> secret,
        List<Grant> grants,
        List<URI> redirectUris,
        List<String> scopes,
        Lifetimes lifetimes)
        implements Definition {
    public OAuthClient {
        grants = List.copyOf(grants);
        redirectUris = List.copyOf(redirectUris);
        scopes = List.copyOf(scopes);
        Guard.check("spec.clientId", IdentifierText.fault(clientId));
        Guard.each("spec.redirectUris", redirectUris.stream().map(URI::toString).toList(), UrlText::redirectFault);
        Guard.each("spec.scopes", scopes, IdentifierText::scopeFault);
        Guard.check("spec.grants", fault(grants, secret.isPresent(), redirectUris));
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.OAUTH_CLIENT;
    }

    @Override
    public Map<String, Secret> secrets() {
        return secret.map(text -> Map.of("/spec/secret", text)).orElse(Map.of());
    }

    private static Optional<String> fault(List<Grant> grants, boolean confidential, List<URI> redirectUris) {
        if (grants.isEmpty()) {
            return Optional.of("is empty; expected at least one grant");
        }
        boolean code = grants.contains(Grant.AUTHORIZATION_CODE);
        if (code && redirectUris.isEmpty()) {
            return Optional.of("has authorization_code; expected redirectUris too");
        }
        if (!code && !redirectUris.isEmpty()) {
            return Optional.of("is without authorization_code; expected no redirectUris then");
        }
        if (!confidential && grants.contains(Grant.CLIENT_CREDENTIALS)) {
            return Optional.of("has client_credentials; expected a secret too: a public client cannot authenticate");
        }
        return !code && grants.contains(Grant.REFRESH_TOKEN)
                ? Optional.of("has refresh_token; expected authorization_code too")
                : Optional.empty();
    }

    /** How a client may ask for a token, spelled as in RFC 7591 section 2. */
    public enum Grant {
        AUTHORIZATION_CODE,
        CLIENT_CREDENTIALS,
        REFRESH_TOKEN;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** The grant as requests spell it. */
        public String text() {
            return text;
        }
    }

    /**
     * How long tokens are good for.
     *
     * @param access of an access token; one minute to one day, default one hour
     * @param refresh of a refresh token; one minute to a year, default thirty days
     */
    public record Lifetimes(Duration access, Duration refresh) {
        private static final Duration SHORTEST = Duration.ofMinutes(1);

        /** What is used where nothing is written. */
        public static final Lifetimes DEFAULT = new Lifetimes(Duration.ofHours(1), Duration.ofDays(30));

        public Lifetimes {
            Guard.check("lifetimes.access", DurationText.fault(access, SHORTEST, Duration.ofDays(1)));
            Guard.check("lifetimes.refresh", DurationText.fault(refresh, SHORTEST, Duration.ofDays(365)));
        }
    }
}
