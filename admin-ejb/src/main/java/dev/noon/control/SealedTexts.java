package dev.noon.control;

import dev.noon.control.secret.CannotOpen;
import dev.noon.control.secret.Sealed;
import dev.noon.control.secret.SecretPlace;
import dev.noon.control.secret.Vault;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Secret;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sealed secrets that a node needs, as far as it has fetched them. A secret is fetched again when the definition
 * that names it has another generation, since it may have been sealed anew. Thread-safe: guarded by its own monitor,
 * which is never held while the store is asked.
 */
public final class SealedTexts {
    private final String environment;
    private final SealedSecrets store;
    private final Vault vault;
    private final Map<String, Known> known = new HashMap<>();

    private record Known(Sealed sealed, long generation) {}

    public SealedTexts(String environment, SealedSecrets store, Vault vault) {
        this.environment = environment;
        this.store = store;
        this.vault = vault;
    }

    /**
     * Fetches what {@code next} names and is not known, in one round trip if anything is; forgets what neither it nor
     * {@code current} names.
     */
    void follow(DefinitionSet next, DefinitionSet current) {
        Map<String, Long> wanted = generations(next);
        Set<String> lacking = lacking(wanted);
        Map<String, SealedSecret> found = lacking.isEmpty() ? Map.of() : store.find(environment, lacking);
        Set<String> needed = new HashSet<>(generations(current).keySet());
        needed.addAll(wanted.keySet());
        synchronized (known) {
            found.forEach((fingerprint, row) ->
                    known.put(fingerprint, new Known(row.sealed(), wanted.getOrDefault(fingerprint, 0L))));
            known.keySet().retainAll(needed);
        }
    }

    /** Takes a sealed text that comes from elsewhere than the store. */
    void remember(Sealed sealed, long generation) {
        synchronized (known) {
            known.put(sealed.fingerprint(), new Known(sealed, generation));
        }
    }

    /** The sealed text of that fingerprint, if it is known. */
    Optional<Sealed> find(String fingerprint) {
        synchronized (known) {
            return Optional.ofNullable(known.get(fingerprint)).map(Known::sealed);
        }
    }

    /**
     * The secret in clear. Never asks the store.
     *
     * @param field JSON pointer in the definition
     * @throws CannotOpen if it is not known, or does not open with the keys that are configured
     */
    public String open(DefinitionId id, String field, Secret secret) throws CannotOpen {
        String fingerprint = secret.fingerprint()
                .orElseThrow(() -> new CannotOpen("it is not sealed; expected keep: and a fingerprint"));
        Sealed sealed = find(fingerprint)
                .orElseThrow(() -> new CannotOpen("the store has no sealed text for " + Secret.keep(fingerprint)));
        return vault.open(new SecretPlace(environment, id, field), sealed);
    }

    private Set<String> lacking(Map<String, Long> wanted) {
        Set<String> lacking = new HashSet<>();
        synchronized (known) {
            wanted.forEach((fingerprint, generation) -> {
                Known have = known.get(fingerprint);
                if (have == null || have.generation() != generation) {
                    lacking.add(fingerprint);
                }
            });
        }
        return lacking;
    }

    private static Map<String, Long> generations(DefinitionSet set) {
        Map<String, Long> generations = new HashMap<>();
        for (Versioned entry : set.entries().values()) {
            for (Secret secret : entry.definition().secrets().values()) {
                secret.fingerprint().ifPresent(fingerprint -> generations.put(fingerprint, entry.generation()));
            }
        }
        return generations;
    }
}
