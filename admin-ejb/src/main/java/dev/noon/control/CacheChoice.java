package dev.noon.control;

import java.util.Locale;
import java.util.Optional;

/** What becomes of stored answers when something is put in force. */
public enum CacheChoice {
    /** What the schemas say: a change drops what it taints. */
    AUTO,
    /** Nothing is dropped, whatever the schemas say: answers fetched under the old definitions are served on. */
    KEEP,
    /** Every proxy that a change touches drops its answers, tainted or not. */
    FLUSH;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The choice as documents, JSON and addresses spell it. */
    public String text() {
        return text;
    }

    /** The choice that is spelled {@code text}, if there is one. */
    public static Optional<CacheChoice> of(String text) {
        for (CacheChoice choice : values()) {
            if (choice.text.equals(text)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
