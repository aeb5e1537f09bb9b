package dev.noon.control.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Seals secrets with the current key and opens them with whichever key they name: AES-256-GCM under a random nonce of
 * 96 bits. A seal is bound to its place, its fingerprint and its key, so that none opens where another belongs.
 * Thread-safe.
 */
public final class Vault {
    private static final String FORMAT = "noon1";
    private static final int NONCE_BYTES = 12;

    private final Supplier<Keyring> keys;
    private final SecureRandom random;

    /** @param keys asked anew each time, so that a key file may change under a running node */
    public Vault(Supplier<Keyring> keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** Name of the key that seals; empty if none is configured. */
    public Optional<String> current() {
        return keys.get().current().map(MasterKey::id);
    }

    /** Names of the keys that open, the current one first. */
    public List<String> ids() {
        return keys.get().ids();
    }

    /**
     * Seals a secret under its own fingerprint.
     *
     * @throws NoKey if no key is configured
     */
    public Sealed seal(SecretPlace place, String clear) throws NoKey {
        MasterKey key = keys.get().current().orElseThrow(NoKey::new);
        return seal(key, place, key.fingerprint(place, clear), clear);
    }

    /**
     * Seals what {@code sealed} holds with the current key; the fingerprint stays.
     *
     * @throws NoKey if no key is configured
     * @throws CannotOpen if {@code sealed} does not open
     */
    public Sealed again(SecretPlace place, Sealed sealed) throws NoKey, CannotOpen {
        MasterKey key = keys.get().current().orElseThrow(NoKey::new);
        return seal(key, place, sealed.fingerprint(), open(place, sealed));
    }

    /**
     * The secret in clear.
     *
     * @throws CannotOpen if its key is not configured, or anything about it was changed
     */
    public String open(SecretPlace place, Sealed sealed) throws CannotOpen {
        String[] parts = sealed.text().split(":", -1);
        if (parts.length != 3 || !parts[0].equals(FORMAT)) {
            throw new CannotOpen("it is not sealed in a way that this version knows");
        }
        Keyring ring = keys.get();
        MasterKey key = ring.find(parts[1]).orElseThrow(() -> new CannotOpen(unknown(parts[1], ring)));
        return decoded(parts[2])
                .flatMap(bytes -> key.open(bytes, bound(place, sealed.fingerprint(), key)))
                .orElseThrow(() -> new CannotOpen("it does not open with key " + key.id()
                        + ": that key is another one here, or the sealed text was changed"));
    }

    /**
     * Whether {@code sealed} holds {@code clear}. Its time does not depend on the secret.
     *
     * @throws CannotOpen if it does not open
     */
    public boolean opensTo(SecretPlace place, Sealed sealed, String clear) throws CannotOpen {
        byte[] held = open(place, sealed).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(held, clear.getBytes(StandardCharsets.UTF_8));
    }

    /** Name of the key that {@code sealed} names; empty if it names none. */
    public static String keyOf(Sealed sealed) {
        String[] parts = sealed.text().split(":", -1);
        return parts.length == 3 ? parts[1] : "";
    }

    /** Whether some key that is configured gives {@code clear} this fingerprint. Its time does not depend on the secret. */
    public boolean matches(SecretPlace place, String fingerprint, String clear) {
        byte[] expected = fingerprint.getBytes(StandardCharsets.US_ASCII);
        boolean found = false;
        for (MasterKey key : keys.get().keys()) {
            byte[] own = key.fingerprint(place, clear).getBytes(StandardCharsets.US_ASCII);
            found |= MessageDigest.isEqual(own, expected);
        }
        return found;
    }

    /** The fingerprints that the configured keys give {@code clear}, the current key's first; none without a key. */
    public List<String> fingerprints(SecretPlace place, String clear) {
        return keys.get().keys().stream()
                .map(key -> key.fingerprint(place, clear))
                .toList();
    }

    private Sealed seal(MasterKey key, SecretPlace place, String fingerprint, String clear) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = key.seal(nonce, bound(place, fingerprint, key), clear);
        return new Sealed(
                fingerprint, FORMAT + ":" + key.id() + ":" + Base64.getEncoder().encodeToString(sealed));
    }

    private static byte[] bound(SecretPlace place, String fingerprint, MasterKey key) {
        return place.bytes(FORMAT, key.id(), fingerprint);
    }

    /** Only the one spelling that {@link #seal} writes: otherwise some bits of the last digit would not count. */
    private static Optional<byte[]> decoded(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String unknown(String id, Keyring ring) {
        String known = ring.ids().isEmpty()
                ? "no key is configured here (noon.secrets.key.file)"
                : "only " + String.join(", ", ring.ids()) + " are configured here";
        boolean named = MasterKey.idFault(id).isEmpty();
        return "it is sealed with " + (named ? "key " + id : "a key without a proper name") + "; " + known;
    }
}
