package dev.noon.model;

import dev.noon.model.IdentityProvider.Algorithm;
import dev.noon.model.IdentityProvider.KeySet;
import dev.noon.model.IdentityProvider.PublicKey;
import dev.noon.model.OAuthClient.Grant;
import dev.noon.model.OAuthClient.Lifetimes;
import dev.noon.model.text.DurationText;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Turns sound specs into the kinds that say who calls and what they may present. */
final class IdentityKinds {
    private IdentityKinds() {}

    static Consumer consumer(Metadata metadata, Fields spec) {
        return new Consumer(
                metadata,
                spec.texts("identifiers").orElse(List.of()),
                spec.text("tier"),
                spec.texts("tags").orElse(List.of()),
                spec.texts("credentials").orElse(List.of()));
    }

    static IdentityProvider identityProvider(Metadata metadata, Fields spec) {
        return new IdentityProvider(
                metadata,
                URI.create(spec.required("issuer")),
                spec.map("keys").map(IdentityKinds::keys).orElseThrow(),
                spec.texts("audiences").orElse(List.of()),
                spec.texts("algorithms").map(IdentityKinds::algorithms).orElse(IdentityProvider.DEFAULT_ALGORITHMS),
                spec.text("consumerClaim").orElse(IdentityProvider.DEFAULT_CLAIM),
                spec.text("clockSkew").map(DurationText::parse).orElse(IdentityProvider.DEFAULT_SKEW));
    }

    private static KeySet keys(Fields keys) {
        return keys.text("jwksUrl")
                .<KeySet>map(url -> new KeySet.Remote(URI.create(url)))
                .orElseGet(() -> new KeySet.Inline(
                        keys.maps("inline").stream().map(IdentityKinds::key).toList()));
    }

    private static PublicKey key(Fields key) {
        return new PublicKey(key.required("kid"), key.required("pem"));
    }

    private static List<Algorithm> algorithms(List<String> names) {
        return names.stream().map(Algorithm::valueOf).toList();
    }

    static OAuthClient oauthClient(Metadata metadata, Fields spec) {
        return new OAuthClient(
                metadata,
                spec.required("clientId"),
                spec.text("secret").map(Secret::new),
                spec.texts("grants").orElse(List.of()).stream()
                        .map(name -> Grant.valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList(),
                spec.texts("redirectUris").orElse(List.of()).stream()
                        .map(URI::create)
                        .toList(),
                spec.texts("scopes").orElse(List.of()),
                spec.map("lifetimes").map(IdentityKinds::lifetimes).orElse(Lifetimes.DEFAULT));
    }

    private static Lifetimes lifetimes(Fields lifetimes) {
        Lifetimes unsaid = Lifetimes.DEFAULT;
        return new Lifetimes(
                lifetimes.text("access").map(DurationText::parse).orElse(unsaid.access()),
                lifetimes.text("refresh").map(DurationText::parse).orElse(unsaid.refresh()));
    }
}
