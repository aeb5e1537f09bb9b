package dev.noon.model;

/** What an upstream or a consumer is known by. */
public record Credential(Metadata metadata, Type type, String secret) implements Definition {
    public Credential {
        metadata.refuseGroup();
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("spec.secret is empty; expected text");
        }
    }

    @Override
    public Kind kind() {
        return Kind.CREDENTIAL;
    }

    /** How the secret is presented. */
    public enum Type {
        API_KEY,
        BASIC,
        BEARER,
        CLIENT_CREDENTIALS
    }
}
