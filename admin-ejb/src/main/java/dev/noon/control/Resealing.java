package dev.noon.control;

import dev.noon.control.secret.CannotOpen;
import dev.noon.control.secret.NoKey;
import dev.noon.control.secret.Sealed;
import dev.noon.control.secret.Vault;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Seals every secret of an environment with the current key, those of earlier revisions too. Fingerprints stay, so no
 * definition changes its wording; the revision names the definitions in force that it concerns, and a node's receipt for
 * it says that the node opens them with the new key. Thread-safe.
 */
final class Resealing {
    private final String environment;
    private final SealedSecrets store;
    private final Vault vault;

    Resealing(String environment, SealedSecrets store, Vault vault) {
        this.environment = environment;
        this.store = store;
        this.vault = vault;
    }

    /**
     * What is to be sealed anew; nothing if everything is sealed with the current key and every node was told. Writes
     * nothing.
     *
     * @throws NotSealable if there is no key, or a secret does not open; the message names it
     */
    Wanted wanted(Tip head) {
        List<SealedSecret> rows = new ArrayList<>();
        Set<DefinitionId> concerned = new HashSet<>();
        for (SealedSecret row : store.all(environment)) {
            boolean stale = !Optional.of(Vault.keyOf(row.sealed())).equals(vault.current());
            if (stale) {
                rows.add(new SealedSecret(row.id(), row.field(), again(row), head.number() + 1));
            }
            if (isInForce(head, row) && (stale || row.revision() > generation(head, row.id()))) {
                concerned.add(row.id());
            }
        }
        return new Wanted(List.of(), Set.of(), rows, concerned);
    }

    /** Every secret that the environment has, without the secret. */
    List<KeptSecret> kept(Tip head) {
        return store.all(environment).stream()
                .map(row -> new KeptSecret(
                        row.id(),
                        row.field(),
                        row.sealed().fingerprint(),
                        Vault.keyOf(row.sealed()),
                        isInForce(head, row)))
                .toList();
    }

    private Sealed again(SealedSecret row) {
        try {
            return vault.again(row.place(environment), row.sealed());
        } catch (NoKey e) {
            throw new NotSealable(String.valueOf(e.getMessage()));
        } catch (CannotOpen e) {
            throw new NotSealable(row.place(environment) + " ("
                    + Secret.keep(row.sealed().fingerprint()) + ") cannot be sealed anew: " + e.getMessage());
        }
    }

    private static boolean isInForce(Tip head, SealedSecret row) {
        Optional<Definition> definition = head.set().find(row.id()).map(Versioned::definition);
        return definition
                .map(found -> found.secrets().get(row.field()))
                .flatMap(Secret::fingerprint)
                .equals(Optional.of(row.sealed().fingerprint()));
    }

    private static long generation(Tip head, DefinitionId id) {
        return head.set().find(id).map(Versioned::generation).orElse(0L);
    }
}
