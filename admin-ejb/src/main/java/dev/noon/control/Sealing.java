package dev.noon.control;

import dev.noon.control.secret.CannotOpen;
import dev.noon.control.secret.NoKey;
import dev.noon.control.secret.Sealed;
import dev.noon.control.secret.SecretPlace;
import dev.noon.control.secret.Vault;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionReader;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Problem;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Secret;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes secrets out of what users wrote, before anything is hashed, compared or stored: in their place stands {@code
 * keep:} and a fingerprint. A secret that is in force already keeps its fingerprint, whichever key made it, so that
 * applying it again changes nothing. Thread-safe.
 */
final class Sealing {
    private static final Logger LOG = System.getLogger(Sealing.class.getName());

    private final String environment;
    private final DefinitionReader reader;
    private final SealedSecrets store;
    private final Vault vault;

    Sealing(String environment, DefinitionReader reader, SealedSecrets store, Vault vault) {
        this.environment = environment;
        this.reader = reader;
        this.store = store;
        this.vault = vault;
    }

    /**
     * What {@code read} wants, without secrets in clear. Asks the store only if a secret was sealed with a key that is
     * no longer configured here first. Writes nothing.
     *
     * @throws InvalidDefinitions if a secret cannot be sealed, or is to be kept and is not the one in force
     */
    Wanted wanted(Tip head, List<ReadDefinition> read) {
        Batch batch = new Batch(head);
        List<ReadDefinition> present = new ArrayList<>(read.size());
        read.forEach(definition -> present.add(batch.sealed(definition)));
        if (!batch.problems.isEmpty()) {
            throw new InvalidDefinitions(batch.problems.stream().sorted().toList());
        }
        return new Wanted(present, Set.of(), batch.rows, Set.of());
    }

    private final class Batch {
        private final Tip head;
        private final List<SealedSecret> rows = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Batch(Tip head) {
            this.head = head;
        }

        ReadDefinition sealed(ReadDefinition read) {
            Map<String, String> secrets =
                    reader.schemas().secrets(read.definition().kind(), read.root());
            if (secrets.isEmpty()) {
                return read;
            }
            Map<String, String> kept = new HashMap<>();
            secrets.forEach((field, text) -> kept(read, field, new Secret(text))
                    .ifPresent(fingerprint -> kept.put(field, Secret.keep(fingerprint))));
            return reader.withSecrets(read, kept);
        }

        /** The fingerprint of a secret; empty if there is a problem with it. */
        private Optional<String> kept(ReadDefinition read, String field, Secret secret) {
            Optional<String> inForce = inForce(read, field);
            Optional<String> said = secret.fingerprint();
            if (said.isPresent()) {
                return checked(read, field, said.get(), inForce);
            }
            SecretPlace place = new SecretPlace(environment, read.id(), field);
            return inForce.filter(fingerprint -> same(place, fingerprint, secret))
                    .or(() -> fresh(read, place, secret));
        }

        private Optional<String> inForce(ReadDefinition read, String field) {
            Optional<Definition> old = head.set().find(read.id()).map(Versioned::definition);
            return old.map(definition -> definition.secrets().get(field)).flatMap(Secret::fingerprint);
        }

        private Optional<String> checked(ReadDefinition read, String field, String said, Optional<String> inForce) {
            if (inForce.equals(Optional.of(said))) {
                return inForce;
            }
            String expected = inForce.map(fingerprint -> "the secret in force is " + Secret.keep(fingerprint))
                    .orElse("there is no secret in force to keep");
            problems.add(read.problemAt(
                    field, "is " + Secret.keep(said) + ", but " + expected + "; expected that, or the secret itself"));
            return Optional.empty();
        }

        private Optional<String> fresh(ReadDefinition read, SecretPlace place, Secret secret) {
            try {
                Sealed sealed = vault.seal(place, secret.text());
                rows.add(new SealedSecret(read.id(), place.field(), sealed, head.number() + 1));
                return Optional.of(sealed.fingerprint());
            } catch (NoKey e) {
                problems.add(read.problemAt(place.field(), "cannot be stored: " + e.getMessage()));
                return Optional.empty();
            }
        }
    }

    /** Whether the secret in force is this one: by fingerprint, or if no configured key gives that, by opening it. */
    private boolean same(SecretPlace place, String fingerprint, Secret secret) {
        if (vault.matches(place, fingerprint, secret.text())) {
            return true;
        }
        Optional<SealedSecret> row = Optional.ofNullable(
                store.find(environment, List.of(fingerprint)).get(fingerprint));
        try {
            return row.isPresent() && vault.opensTo(place, row.get().sealed(), secret.text());
        } catch (CannotOpen e) {
            LOG.log(
                    Level.WARNING,
                    "{0} is sealed anew, the one in force cannot be compared: {1}",
                    place,
                    e.getMessage());
            return false;
        }
    }
}
