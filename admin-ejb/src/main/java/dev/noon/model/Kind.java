package dev.noon.model;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of definition that Noon knows. Their order is the order of listings. */
public enum Kind {
    API_PROXY("ApiProxy"),
    UPSTREAM("Upstream"),
    PROXY_GROUP("ProxyGroup"),
    POLICY("Policy"),
    ENVIRONMENT("Environment"),
    CREDENTIAL("Credential"),
    CONSUMER("Consumer"),
    IDENTITY_PROVIDER("IdentityProvider"),
    OAUTH_CLIENT("OAuthClient", "no tokens are issued yet"),
    CACHE_SERVER("CacheServer", "the nodes' own grid is used"),
    PROBE("Probe", "probes are not yet run");

    private final String text;
    private final Optional<String> notYet;

    Kind(String text) {
        this.text = text;
        this.notYet = Optional.empty();
    }

    Kind(String text, String notYet) {
        this.text = text;
        this.notYet = Optional.of(notYet);
    }

    /** The kind as definitions spell it. */
    public String text() {
        return text;
    }

    /** Whether nodes act on definitions of this kind; others are checked and stored. */
    public boolean isEnforced() {
        return notYet.isEmpty();
    }

    /** What nodes do not do with it, in words; empty if the kind is enforced. */
    public Optional<String> notYet() {
        return notYet;
    }

    /** The kind that is spelled {@code text}, if there is one. */
    public static Optional<Kind> of(String text) {
        return Stream.of(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
