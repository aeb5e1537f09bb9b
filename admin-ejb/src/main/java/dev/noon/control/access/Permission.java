package dev.noon.control.access;

import java.util.Locale;

/** What a request wants to do, and the least role that may. */
public enum Permission {
    READ(Role.READER),
    PLAN(Role.READER),
    PURGE(Role.OPERATOR),
    DRAIN(Role.OPERATOR),
    RESET(Role.OPERATOR),
    LIFT(Role.OPERATOR),
    APPLY(Role.PUBLISHER),
    ROLLBACK(Role.PUBLISHER),
    DELETE(Role.PUBLISHER),
    TOKENS(Role.ADMINISTRATOR),
    KEYS(Role.ADMINISTRATOR),
    AUDIT(Role.ADMINISTRATOR);

    private final Role least;
    private final String text = name().toLowerCase(Locale.ROOT);

    Permission(Role least) {
        this.least = least;
    }

    /** The least role that has it. */
    public Role least() {
        return least;
    }

    /** The permission as the audit log spells it. */
    public String text() {
        return text;
    }
}
