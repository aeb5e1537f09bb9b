package dev.noon.model;

/** A definition refers to a policy or a variable that is not there. */
public final class Unresolved extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Unresolved(String message) {
        super(message);
    }
}
