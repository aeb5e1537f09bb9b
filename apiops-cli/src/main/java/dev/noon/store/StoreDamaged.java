package dev.noon.store;

/** The data cannot be brought back whole; nothing was changed on disk. */
public final class StoreDamaged extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreDamaged(String how) {
        super("the store's data is damaged: " + how);
    }
}
