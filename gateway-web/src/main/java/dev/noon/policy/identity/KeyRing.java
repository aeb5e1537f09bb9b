package dev.noon.policy.identity;

import java.util.List;
import java.util.Optional;

/**
 * The keys of a provider at one time.
 *
 * @param version another whenever the keys are others; 0 before there were any
 */
record KeyRing(long version, List<VerificationKey> keys) {
    /** None yet. */
    static final KeyRing NONE = new KeyRing(0, List.of());

    KeyRing {
        keys = List.copyOf(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The one key of that name for that algorithm; without a name the only one there is for it. */
    Optional<VerificationKey> find(Optional<String> id, String algorithm) {
        List<VerificationKey> found = keys.stream()
                .filter(key -> id.isEmpty() || key.id().equals(id))
                .filter(key -> key.fits(algorithm))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether a key has that name, for whichever algorithm. */
    boolean has(Optional<String> id) {
        return id.isEmpty() || keys.stream().anyMatch(key -> key.id().equals(id));
    }
}
