package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;

/** What a definition is called: names are unique per environment and kind. */
public record DefinitionId(Kind kind, String name) implements Comparable<DefinitionId> {
    public DefinitionId {
        Guard.check("name", NameText.fault(name));
    }

    @Override
    public int compareTo(DefinitionId other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return kind.text() + "/" + name;
    }
}
