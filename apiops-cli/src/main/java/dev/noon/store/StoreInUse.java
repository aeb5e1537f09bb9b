package dev.noon.store;

import java.nio.file.Path;

/** The data directory belongs to another running store. */
public final class StoreInUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreInUse(Path directory, String holder) {
        super("another store uses " + directory + (holder.isEmpty() ? "" : " (process " + holder + ")")
                + "; stop it or name another directory");
    }
}
