package dev.noon.model;

import dev.noon.model.Credential.ApiKey;
import dev.noon.model.Credential.Basic;
import dev.noon.model.Credential.Bearer;
import dev.noon.model.Credential.ClientCredentials;
import dev.noon.model.Credential.Scheme;
import java.net.URI;

/** Turns a sound spec into a credential. */
final class CredentialBinder {
    private CredentialBinder() {}

    static Credential credential(Metadata metadata, Fields spec) {
        return new Credential(metadata, scheme(spec, new Secret(spec.required("secret"))));
    }

    private static Scheme scheme(Fields spec, Secret secret) {
        String type = spec.required("type");
        return switch (type) {
            case "apiKey" -> apiKey(spec, secret);
            case "basic" -> new Basic(spec.required("user"), secret);
            case "bearer" -> new Bearer(secret);
            case "clientCredentials" ->
                new ClientCredentials(
                        URI.create(spec.required("tokenUrl")), spec.required("clientId"), spec.text("scope"), secret);
            default -> throw new IllegalArgumentException("spec.type is " + type + "; expected a type of credential");
        };
    }

    private static ApiKey apiKey(Fields spec, Secret secret) {
        return spec.text("query")
                .map(name -> new ApiKey(ApiKey.Place.QUERY, name, secret))
                .orElseGet(() -> new ApiKey(ApiKey.Place.HEADER, spec.required("header"), secret));
    }
}
