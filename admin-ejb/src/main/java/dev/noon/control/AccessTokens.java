package dev.noon.control;

import dev.noon.control.access.AccessToken;
import java.util.List;
import java.util.Optional;

/**
 * Access tokens of every environment, by identifier. Thread-safe. Every method throws {@link StoreUnavailable} within
 * about three seconds when the store does not answer.
 */
public interface AccessTokens {
    /** The token of that identifier, as the store has it now. */
    Optional<AccessToken> find(String id);

    /** Every token, by identifier. */
    List<AccessToken> all();

    /** Keeps a new token; false when its identifier is taken. */
    boolean insert(AccessToken token);

    /** Marks a token as revoked at {@code millis}, unless it is already; nothing happens if there is none. */
    void revoke(String id, long millis);

    /** Forgets a token. */
    void remove(String id);
}
