package dev.noon.model;

/** The JSON Schemas (draft 2020-12) of all kinds. Immutable, safe to share between threads. */
public final class Schemas {
    /** A self-contained schema document for users and editors. */
    public String text(Kind kind) {
        throw new UnsupportedOperationException(kind.text());
    }

    /**
     * What a change of the field at {@code pointer} (JSON pointer of a definition, for example {@code
     * /spec/policies/0/cache/ttl}) does to stored answers. For a pointer to something that contains
     * fields, the gravest answer of what it contains. Unknown fields answer {@link Taint#CACHE}.
     */
    public Taint taints(Kind kind, String pointer) {
        throw new UnsupportedOperationException(kind.text() + pointer);
    }
}
