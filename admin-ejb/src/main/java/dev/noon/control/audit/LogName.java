package dev.noon.control.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The audit logs. */
public enum LogName {
    REVISIONS,
    OPERATIONS,
    EVENTS;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The log as JSON and addresses spell it. */
    public String text() {
        return text;
    }

    /** The log that is spelled {@code text}, if there is one. */
    public static Optional<LogName> of(String text) {
        return Stream.of(values()).filter(log -> log.text.equals(text)).findFirst();
    }
}
