package dev.noon.model;

import java.util.stream.Stream;

/** What a change of a field does to stored answers, the gravest first. */
public enum Taint {
    /** They are dropped: the field alters the upstream request, the identity, the key or what is stored. */
    CACHE("cache"),
    /** They are dropped when the policy stands after a cache policy in its list, otherwise they stay. */
    AFTER_CACHE("after-cache"),
    /** They stay: the field acts only on the outgoing reply, or gates every request alike. */
    REPLY("reply");

    private final String text;

    Taint(String text) {
        this.text = text;
    }

    /** The taint as schemas spell it. */
    public String text() {
        return text;
    }

    /** The taint that schemas spell {@code text}. */
    static Taint of(String text) {
        return Stream.of(values())
                .filter(taint -> taint.text.equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("taint is " + text + "; expected cache, after-cache or reply"));
    }
}
