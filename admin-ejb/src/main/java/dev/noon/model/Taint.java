package dev.noon.model;

/** What a change of a field does to stored answers. */
public enum Taint {
    /** They are dropped: the field alters the upstream request, the identity, the key or what is stored. */
    CACHE("cache"),
    /** They stay: the field acts only on the outgoing reply, or gates every request alike. */
    REPLY("reply"),
    /** They are dropped when the policy stands after a cache policy in its list, otherwise they stay. */
    AFTER_CACHE("after-cache");

    private final String text;

    Taint(String text) {
        this.text = text;
    }

    /** The taint as schemas spell it. */
    public String text() {
        return text;
    }
}
