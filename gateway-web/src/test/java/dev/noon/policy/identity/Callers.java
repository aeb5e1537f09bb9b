package dev.noon.policy.identity;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Consumer;
import dev.noon.model.Credential;
import dev.noon.model.Metadata;
import dev.noon.model.Secret;
import java.util.List;
import java.util.Optional;

/** Consumers for tests. */
final class Callers {
    private Callers() {}

    /** One that tokens call by its name, too. */
    static Consumers.Listed consumer(String name, Credential.Scheme... credentials) {
        Consumer consumer = new Consumer(
                new Metadata(name, "default", Optional.empty()),
                List.of(name),
                name.equals("partner-7") ? Optional.of("gold") : Optional.empty(),
                List.of(),
                List.of());
        List<Consumers.Held> held = List.of(credentials).stream()
                .map(scheme -> new Consumers.Held(
                        scheme, new ClearSecret(scheme.secret().text())))
                .toList();
        return new Consumers.Listed(consumer, 3, held);
    }

    static Credential.Scheme key(String secret) {
        return new Credential.ApiKey(Credential.ApiKey.Place.HEADER, "X-Any", new Secret(secret));
    }

    static Credential.Scheme basic(String user, String secret) {
        return new Credential.Basic(user, new Secret(secret));
    }

    static Credential.Scheme bearer(String secret) {
        return new Credential.Bearer(new Secret(secret));
    }
}
