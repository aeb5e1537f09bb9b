package dev.noon.snapshot;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The secrets of one revision, opened. Immutable; prints as nothing of them. */
final class OpenSecrets {
    static final OpenSecrets NONE = new OpenSecrets(Map.of());

    private record Opened(Versioned definition, Map<String, ClearSecret> byField) {}

    private final Map<DefinitionId, Opened> opened;

    private OpenSecrets(Map<DefinitionId, Opened> opened) {
        this.opened = opened;
    }

    /** Opens what {@code set} has, but takes over from {@code before} what did not change. */
    static OpenSecrets of(DefinitionSet set, OpenSecrets before, SecretSource source) throws CompileException {
        Map<DefinitionId, Opened> opened = new HashMap<>();
        for (Versioned entry : set.entries().values()) {
            DefinitionId id = entry.definition().id();
            Map<String, Secret> secrets = entry.definition().secrets();
            if (!secrets.isEmpty()) {
                Opened old = before.opened.get(id);
                boolean same = old != null && old.definition() == entry;
                opened.put(id, same ? old : open(entry, secrets, source));
            }
        }
        return opened.isEmpty() ? NONE : new OpenSecrets(opened);
    }

    /** The secret in that field of that definition. */
    Optional<ClearSecret> find(DefinitionId id, String field) {
        return Optional.ofNullable(opened.get(id)).map(found -> found.byField().get(field));
    }

    private static Opened open(Versioned entry, Map<String, Secret> secrets, SecretSource source)
            throws CompileException {
        Map<String, ClearSecret> byField = new HashMap<>();
        for (var secret : secrets.entrySet()) {
            byField.put(secret.getKey(), source.open(entry.definition().id(), secret.getKey(), secret.getValue()));
        }
        return new Opened(entry, byField);
    }
}
