package dev.noon.control;

/** An idempotency key came a second time with another request. Nothing was changed. */
public final class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyReused(String key, Revision revision) {
        super("the idempotency key " + key + " belongs to revision " + revision.number()
                + ", which answered another request; take a new key");
    }
}
