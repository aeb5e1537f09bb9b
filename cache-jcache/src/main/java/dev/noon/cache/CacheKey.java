package dev.noon.cache;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an entry is stored under. Two requests share an entry exactly when their keys are equal.
 * Immutable; the grid's name for the key is derived on first use.
 *
 * @see Builder
 */
public final class CacheKey implements Comparable<CacheKey> {
    /** What many keys have in common; the tally is not part of what makes keys equal. */
    private record Common(Belonging belonging, CacheTally tally) {}

    /** Scope, generation, and the length of the proxy's name. */
    private static final Pattern START = Pattern.compile("([0-9]|1[01])\\.([0-9]{1,19})\\.([0-9]{1,4}):");

    private final Common common;
    private final String text;
    private volatile String gridName = "";

    private CacheKey(Common common, String text) {
        this.common = common;
        this.text = text;
    }

    /**
     * Starts a key of {@code scope} that belongs to {@code owner} (a proxy's name) in {@code generation}.
     *
     * @throws IllegalArgumentException if the scope does not hold responses
     */
    public static Builder of(Scope scope, String owner, long generation) {
        return of(new Belonging(scope, owner), generation);
    }

    /** Starts a key of what belongs to {@code belonging}, in {@code generation} of its proxy. */
    public static Builder of(Belonging belonging, long generation) {
        String start = belonging.scope().ordinal() + "." + generation + ".";
        Builder key = new Stem(new Common(belonging, CacheTally.unread()), start)
                .key()
                .part(belonging.proxy());
        String digest = belonging.digest();
        return digest.isEmpty() ? key : key.part(digest);
    }

    public Scope scope() {
        return common.belonging().scope();
    }

    /** Who counts what becomes of the entry. */
    public CacheTally tally() {
        return common.tally();
    }

    /** The name of the proxy that the entry belongs to; purges of a proxy go by it. */
    public String owner() {
        return common.belonging().proxy();
    }

    /** What purges of more or less than a proxy go by. */
    public Belonging belonging() {
        return common.belonging();
    }

    /** The generation of the proxy that the entry belongs to. */
    public long generation() {
        int from = text.indexOf('.') + 1;
        return Long.parseLong(text, from, text.indexOf('.', from), 10);
    }

    /** The same key in another generation of its proxy. */
    public CacheKey inGeneration(long generation) {
        int from = text.indexOf('.') + 1;
        String other = text.substring(0, from) + generation + text.substring(text.indexOf('.', from));
        return new CacheKey(common, other);
    }

    /** What the key is made of, for {@link #parse}. It may hold what a client sent: for other nodes, not for people. */
    public String text() {
        return text;
    }

    /**
     * The key that has that {@link #text}, of whose belongings only scope and proxy are known, and which nobody counts for. It
     * equals the one that was made.
     *
     * @throws IllegalArgumentException if no key has that text
     */
    public static CacheKey parse(String text) {
        Matcher start = START.matcher(text);
        if (!start.lookingAt()) {
            throw new IllegalArgumentException("no key begins like that");
        }
        Scope scope = Scope.values()[Integer.parseInt(start.group(1))];
        int end = Math.addExact(start.end(), Integer.parseInt(start.group(3)));
        if (end > text.length()) {
            throw new IllegalArgumentException("no key ends like that");
        }
        Belonging belonging = new Belonging(scope, text.substring(start.end(), end));
        return new CacheKey(new Common(belonging, CacheTally.unread()), text);
    }

    /** Characters of the key's text: what the key costs in memory. */
    public int length() {
        return text.length();
    }

    /** SHA-256 of the key's text, lower-case hex: safe to show, fixed in length. */
    public String gridName() {
        if (gridName.isEmpty()) {
            gridName = hash(text);
        }
        return gridName;
    }

    /** Whether {@link #gridName} is {@code name}; keeps nothing, so that looking through many keys leaves them as they are. */
    public boolean isNamed(String name) {
        return (gridName.isEmpty() ? hash(text) : gridName).equals(name);
    }

    /** By hash code, then by text: an order in which to page through entries, and for maps whose hash codes somebody made collide. */
    @Override
    public int compareTo(CacheKey other) {
        int byHash = Integer.compare(hashCode(), other.hashCode());
        return byHash != 0 ? byHash : text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof CacheKey key && key.text.equals(text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return scope().text() + "/" + owner() + "/" + gridName();
    }

    /** SHA-256 of {@code text}, 64 lower-case hexadecimal digits. */
    public static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    /** What many keys begin with, put together once. Immutable. */
    public static final class Stem {
        private final Common common;
        private final String text;

        private Stem(Common common, String text) {
            this.common = common;
            this.text = text;
        }

        /** Starts a key that begins with this stem. */
        public Builder key() {
            return new Builder(this);
        }
    }

    /**
     * Collects the parts of a key. Every part is prefixed with its length, so {@code a|b + c} is
     * never {@code a + b|c}. Lists of varying length go in with {@link #count} first.
     */
    public static final class Builder {
        private static final int ROOM = 80;

        private final Common common;
        private final StringBuilder text;

        private Builder(Stem stem) {
            this.common = stem.common;
            this.text = new StringBuilder(stem.text.length() + ROOM).append(stem.text);
        }

        /** Adds a value. */
        public Builder part(String value) {
            text.append(value.length()).append(':').append(value);
            return this;
        }

        /** Adds the absence of a value, which differs from an empty one. */
        public Builder absent() {
            text.append("-;");
            return this;
        }

        /** Says how many parts the list that follows has, so that two lists in a row cannot be mistaken for others. */
        public Builder count(int parts) {
            text.append('#').append(parts).append(';');
            return this;
        }

        /** What was collected so far, in a key whose entries are counted by {@code tally}. */
        public Builder counting(CacheTally tally) {
            Stem counted = new Stem(new Common(common.belonging(), tally), text.toString());
            return new Builder(counted);
        }

        /** What was collected so far, for many keys to begin with. */
        public Stem stem() {
            return new Stem(common, text.toString());
        }

        /** The finished key. */
        public CacheKey build() {
            return new CacheKey(common, text.toString());
        }
    }
}
