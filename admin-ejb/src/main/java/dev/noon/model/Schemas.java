package dev.noon.model;

import dev.noon.model.tree.JsonText;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Pointer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON Schemas (draft 2020-12) of all kinds. Immutable, safe to share between threads. */
public final class Schemas {
    private static final String TAINTS = "noonTaints";

    private final Map<Kind, MapNode> bundles = new EnumMap<>(Kind.class);
    private final Set<Kind> withSecrets = EnumSet.noneOf(Kind.class);

    /** Loads the schemas from this archive. */
    public Schemas() {
        for (Kind kind : Kind.values()) {
            bundles.put(kind, SchemaBundle.of(kind));
            if (SecretFields.within(part(kind))) {
                withSecrets.add(kind);
            }
        }
    }

    /** A self-contained schema document for users and editors. */
    public String text(Kind kind) {
        return JsonText.indented(part(kind).bundle());
    }

    /**
     * What a change of the field at {@code pointer} (JSON pointer of a definition, for example {@code
     * /spec/policies/0/cache/ttl}) does to stored answers. For a pointer to something that contains
     * fields, the gravest answer of what it contains. Unknown fields answer {@link Taint#CACHE}.
     */
    public Taint taints(Kind kind, String pointer) {
        return part(kind).find(pointer).map(Schemas::gravest).orElse(Taint.CACHE);
    }

    /**
     * What stands in the secret fields of a document, by JSON pointer: secrets in clear if a user wrote it, {@code keep:}
     * and fingerprints if it was stored.
     */
    public Map<String, String> secrets(Kind kind, MapNode root) {
        return haveSecrets(kind) ? SecretFields.of(part(kind), root) : Map.of();
    }

    /** Whether definitions of this kind have secret fields. */
    boolean haveSecrets(Kind kind) {
        return withSecrets.contains(kind);
    }

    /**
     * What was declared about changes of the field at {@code pointer} and of everything that contains it, the
     * definition as a whole first.
     */
    public List<ChangeRule> changeRules(Kind kind, String pointer) {
        List<ChangeRule> rules = new ArrayList<>();
        Optional<SchemaPart> part = Optional.of(part(kind));
        String at = "";
        ChangeRule.of(part(kind), at).ifPresent(rules::add);
        for (String token : Pointer.tokens(pointer)) {
            part = part.flatMap(found -> found.step(token));
            at = Pointer.child(at, token);
            if (part.isPresent()) {
                ChangeRule.of(part.get(), at).ifPresent(rules::add);
            }
        }
        return rules;
    }

    /** The schema of a kind, for looking up its parts. */
    SchemaPart part(Kind kind) {
        return SchemaPart.of(Optional.ofNullable(bundles.get(kind)).orElseThrow());
    }

    private static Taint gravest(SchemaPart part) {
        Optional<String> own = part.text(TAINTS);
        if (own.isPresent()) {
            return Taint.of(own.get());
        }
        return part.children().stream()
                .map(Schemas::gravest)
                .min(Taint::compareTo)
                .orElse(Taint.CACHE);
    }
}
