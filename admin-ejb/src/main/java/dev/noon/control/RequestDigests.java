package dev.noon.control;

import dev.noon.control.secret.SecretPlace;
import dev.noon.control.secret.Vault;
import dev.noon.model.DefinitionReader;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Secret;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Digests of definitions as they were asked for, by which a repeated request is recognised. They are kept with the
 * revision, so a secret is in them as its keyed fingerprint: without the key they tell nothing about it, and another
 * secret makes another request. Thread-safe.
 */
final class RequestDigests {
    private final String environment;
    private final DefinitionReader reader;
    private final Vault vault;

    RequestDigests(String environment, DefinitionReader reader, Vault vault) {
        this.environment = environment;
        this.reader = reader;
        this.vault = vault;
    }

    /**
     * One digest for each configured key, the current one's first, so that a request is still recognised after keys were
     * rotated; one without keys.
     */
    List<String> of(String what, List<ReadDefinition> definitions) {
        List<ReadDefinition> sorted = definitions.stream()
                .sorted(Comparator.comparing(ReadDefinition::id))
                .toList();
        return IntStream.range(0, Math.max(1, vault.ids().size()))
                .mapToObj(key -> digest(what, sorted, key))
                .toList();
    }

    private String digest(String what, List<ReadDefinition> sorted, int key) {
        Digest digest = Digest.start().part(what);
        sorted.forEach(read -> digest.part(read.id().toString()).part(hash(read, key)));
        return digest.hex();
    }

    private String hash(ReadDefinition read, int key) {
        Map<String, String> secrets = reader.schemas().secrets(read.definition().kind(), read.root());
        if (secrets.isEmpty()) {
            return read.hash();
        }
        Map<String, String> shown = new HashMap<>();
        secrets.forEach((field, text) -> shown.put(field, shown(read, field, text, key)));
        return reader.withSecrets(read, shown).hash();
    }

    /** Without a key every secret is the same, and none can be stored. */
    private String shown(ReadDefinition read, String field, String text, int key) {
        if (new Secret(text).fingerprint().isPresent()) {
            return text;
        }
        List<String> fingerprints = vault.fingerprints(new SecretPlace(environment, read.id(), field), text);
        return Secret.keep(key < fingerprints.size() ? fingerprints.get(key) : "0".repeat(32));
    }
}
