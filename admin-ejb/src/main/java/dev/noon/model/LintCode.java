package dev.noon.model;

import java.util.Locale;

/**
 * What lints find, by names that stay: people look them up, and scripts tell findings apart by them. Each has a section of
 * its own on the page {@code docs/lints.md}.
 */
public enum LintCode {
    /** A policy reads what changes what is stored but not where it is found. */
    UNKEYED_INPUT(Level.ERROR),
    /** A policy that refuses or answers stands where stored answers do not come by. */
    PASSED_BY_CACHE(Level.ERROR),
    /** A policy reads a variable that nothing in front of it gives a value. */
    UNSET_VARIABLE(Level.ERROR),
    /** An upstream shares out requests by a caller whom nobody looks for. */
    AFFINITY_WITHOUT_CALLER(Level.WARNING),
    /** A key is the same for every path. */
    KEY_WITHOUT_PATH(Level.WARNING),
    /** A cache policy asks for something of a request, whatever its value, and the key lacks it. */
    UNKEYED_CONDITION(Level.WARNING),
    /** A tag is made of something that requests which share an answer may differ in. */
    UNKEYED_TAG(Level.WARNING),
    /** A key has the credential in it that callers are known by. */
    TOKEN_IN_KEY(Level.WARNING),
    /** Any client passes the cache by as often as it likes. */
    ANONYMOUS_BUSTING(Level.WARNING),
    /** A cache policy that can store nothing, or find nothing again. */
    NEVER_CACHED(Level.WARNING),
    /** A field of a cache policy that changes nothing where it stands. */
    WITHOUT_EFFECT(Level.WARNING),
    /** What an upstream says against sharing an answer is taken away before the cache has seen it. */
    HIDDEN_FROM_CACHE(Level.WARNING),
    /** An answer is kept for longer than another one that it was made with. */
    OUTLIVES_CALL(Level.WARNING),
    /** A client chooses whether it is asked who it is. */
    GATE_BY_CHOICE(Level.WARNING),
    /** A policy does not see what another one refuses in front of it, and must. */
    BEHIND_IDENTITY(Level.WARNING),
    /** A policy that no request comes to. */
    NEVER_RUNS(Level.WARNING);

    /** What a finding means to a change. */
    public enum Level {
        /** It is refused. */
        ERROR,
        /** It is applied, and somebody should look at it. */
        WARNING
    }

    private final Level level;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    LintCode(Level level) {
        this.level = level;
    }

    /** What it means to a change. */
    public Level level() {
        return level;
    }

    /** The code as people read it, for example {@code unkeyed-input}; the anchor of its section, too. */
    public String text() {
        return text;
    }
}
