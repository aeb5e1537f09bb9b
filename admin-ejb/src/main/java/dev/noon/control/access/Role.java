package dev.noon.control.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody is trusted with; each role may do what those before it may. */
public enum Role {
    /** Looks. */
    READER,
    /** Drops stored answers, drains nodes. */
    OPERATOR,
    /** Puts definitions in force and takes them away. */
    PUBLISHER,
    /** Issues and revokes tokens, reads the whole audit log. */
    ADMINISTRATOR;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The role as grants and JSON spell it. */
    public String text() {
        return text;
    }

    /** Whether this role may do what {@code other} may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role that is spelled {@code text}, if there is one. */
    public static Optional<Role> of(String text) {
        return Stream.of(values()).filter(role -> role.text.equals(text)).findFirst();
    }
}
