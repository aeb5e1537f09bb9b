package dev.noon.policy.identity;

import dev.noon.exchange.Cause;
import dev.noon.model.IdentityProvider;
import dev.noon.model.json.BoundedJson;
import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Verifies tokens of one identity provider. Algorithms and keys are those of its definition: what a token itself says of
 * algorithms, keys and their addresses is never followed. A good token is remembered until it ends, for as long as the keys
 * stay the same. Thread-safe; lives as long as the definition.
 */
public final class Tokens {
    private static final int LONGEST = 16 << 10;
    /** Those that are remembered. */
    private static final int LONGEST_KNOWN = 4 << 10;

    private static final int DEEPEST = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private final IdentityProvider provider;
    private final String owner;
    private final Keys keys;
    private final KnownTokens known = new KnownTokens();

    /** What is to be said of a token. */
    sealed interface Judged {}

    /** It is to be believed. */
    record Good(Verified verified) implements Judged {}

    /** It is not; {@code why} is for operators. */
    record Bad(Cause cause, String why) implements Judged {}

    /**
     * @param generation number of the revision that the definition is of
     * @param keys those of the definition
     */
    public Tokens(IdentityProvider provider, long generation, Keys keys) {
        this.provider = provider;
        this.owner = "provider " + provider.metadata().name() + "@" + generation;
        this.keys = keys;
    }

    /** The keys that {@code provider} has written down; empty if it publishes them. */
    public static Optional<Keys> written(IdentityProvider provider) {
        if (!(provider.keys() instanceof IdentityProvider.KeySet.Inline inline)) {
            return Optional.empty();
        }
        KeyRing ring = new KeyRing(1, KeyReader.written(inline.keys()));
        return Optional.of(() -> ring);
    }

    /**
     * Judges a token.
     *
     * @param asking whether the provider may be asked for a key that is missing
     * @param nowMillis milliseconds since 1970
     */
    Judged judge(String token, boolean asking, long nowMillis) {
        if (token.length() > LONGEST || !FORM.matcher(token).matches()) {
            return bad("is no signed token");
        }
        Digest digest = Digest.of(token);
        KeyRing ring = keys.ring();
        Optional<Verified> before = known.find(digest, ring.version(), nowMillis);
        if (before.isPresent()) {
            return new Good(before.get());
        }
        try {
            String[] parts = token.split("\\.", -1);
            TokenHeader header = TokenHeader.of(json(parts[0]), provider);
            // Looked at before the signature: what could never pass costs neither that nor a fetch.
            Verified verified = new TokenClaims(json(parts[1]), provider, owner).verified();
            if (!verified.isGood(nowMillis)) {
                return bad(nowMillis < verified.fromMillis() ? "is not good yet" : "has expired");
            }
            Judged judged = signed(parts, header, asking, verified);
            if (judged instanceof Good && token.length() <= LONGEST_KNOWN) {
                known.remember(digest, ring.version(), verified);
            }
            return judged;
        } catch (IllegalArgumentException e) {
            return bad(String.valueOf(e.getMessage()));
        }
    }

    private Judged signed(String[] parts, TokenHeader header, boolean asking, Verified verified) {
        KeyRing ring = keys.ring();
        if (!ring.has(header.key()) || ring.isEmpty()) {
            ring = asking ? keys.newerThan(ring) : ring;
        }
        if (ring.isEmpty()) {
            return new Bad(Cause.TOKEN_KEYS_AWAY, "the provider's keys could not be fetched yet");
        }
        Optional<VerificationKey> key = ring.find(header.key(), header.algorithm());
        if (key.isEmpty()) {
            return bad("names no key of the provider");
        }
        if (!Signature.isRight(parts, key.get().key())) {
            return bad("has a wrong signature");
        }
        return new Good(verified);
    }

    private static JsonObject json(String part) {
        if (BoundedJson.read(Base64.getUrlDecoder().decode(part), DEEPEST) instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("has a part that is no JSON object");
    }

    private static Bad bad(String why) {
        return new Bad(Cause.TOKEN_REFUSED, why);
    }
}
