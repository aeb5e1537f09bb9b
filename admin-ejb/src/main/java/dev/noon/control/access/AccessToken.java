package dev.noon.control.access;

import java.util.OptionalLong;

/**
 * An access token as the store keeps it: without its secret.
 *
 * @param id public half of the token
 * @param digest SHA-256 of the secret half, lower-case hex
 * @param name what people call it
 * @param life when it was made, ends and was revoked
 * @param event number of the audit event that made it
 */
public record AccessToken(String id, String digest, String name, Grants grants, Life life, long event) {
    /**
     * Milliseconds since the epoch.
     *
     * @param revoked empty while it was not
     */
    public record Life(long created, long expires, OptionalLong revoked) {}

    /** Whether it is good at {@code millis}. */
    public boolean isGood(long millis) {
        return life.revoked().isEmpty() && millis < life.expires();
    }

    /** The same, revoked at {@code millis}, or when it first was. */
    public AccessToken revoked(long millis) {
        OptionalLong at = life.revoked().isPresent() ? life.revoked() : OptionalLong.of(millis);
        return new AccessToken(id, digest, name, grants, new Life(life.created(), life.expires(), at), event);
    }

    /** Who its bearer is in the audit log. */
    public Identity identity() {
        return new Identity(name + " (" + id + ")", grants);
    }
}
