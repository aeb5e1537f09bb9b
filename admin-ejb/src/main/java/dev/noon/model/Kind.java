package dev.noon.model;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of definition that Noon knows. */
public enum Kind {
    API_PROXY("ApiProxy"),
    UPSTREAM("Upstream"),
    PROXY_GROUP("ProxyGroup");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** The kind as definitions spell it. */
    public String text() {
        return text;
    }

    /** The kind that is spelled {@code text}, if there is one. */
    public static Optional<Kind> of(String text) {
        return Stream.of(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
