package dev.noon.admin;

import dev.noon.control.StoreUnavailable;

/** A purge that found the store away. */
final class Unpurged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unpurged(StoreUnavailable cause) {
        super(cause.getMessage(), cause);
    }
}
