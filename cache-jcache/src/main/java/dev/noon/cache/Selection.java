package dev.noon.cache;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which entries a purge is about. Immutable.
 *
 * @param what the scope, group, proxy, endpoint, path, tag or key; empty for everything
 * @param proxy the one proxy that is meant; empty where {@code by} says it all, or for every proxy
 */
public record Selection(By by, String what, String proxy) {
    /** By what entries are selected. */
    public enum By {
        /** Every entry. */
        ALL,
        /** Entries of one scope. */
        SCOPE,
        /** Entries of every proxy that is in a group. */
        GROUP,
        /** Entries of one proxy. */
        PROXY,
        /** Entries of one endpoint of a proxy. */
        ENDPOINT,
        /** Entries of a proxy whose request's path is that path, or lies beneath it. */
        PREFIX,
        /** Entries whose upstream has given them a tag. */
        TAG,
        /** The entry under one key. */
        KEY;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** The word as users spell it, for example {@code prefix}. */
        public String text() {
            return text;
        }

        /** The one of that word; empty if there is none. */
        public static Optional<By> of(String text) {
            return Arrays.stream(values()).filter(by -> by.text.equals(text)).findFirst();
        }
    }

    /** A tag has no more characters than these. */
    public static final int LONGEST_TAG = 256;

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the text is nothing that can be selected by; it says what was expected */
    public Selection {
        switch (by) {
            case ALL -> expect(what.isEmpty() && proxy.isEmpty(), "all is " + what, "nothing more");
            case SCOPE -> expect(scope(what).isPresent(), "scope is " + what, "one of " + scopes());
            case GROUP, PROXY -> expect(isWord(what), by.text + " is " + shown(what), "a name");
            case ENDPOINT -> {
                expect(isWord(proxy), "the endpoint's proxy is " + shown(proxy), "a name");
                expect(!what.isBlank(), "endpoint is empty", "METHOD PATH");
            }
            case PREFIX -> {
                expect(isWord(proxy), "the prefix's proxy is " + shown(proxy), "a name");
                expect(isWord(what) && what.startsWith("/"), "prefix is " + shown(what), "a path that begins with /");
            }
            case TAG ->
                expect(
                        isWord(what) && what.indexOf(',') < 0 && what.length() <= LONGEST_TAG,
                        "tag is " + shown(what),
                        "1 to " + LONGEST_TAG + " characters without blanks and commas");
            case KEY ->
                expect(
                        KEY.matcher(what).matches(),
                        "key is " + shown(what),
                        "the 64 hexadecimal digits, in small letters, that cache keys prints");
        }
    }

    /** Every entry. */
    public static Selection all() {
        return new Selection(By.ALL, "", "");
    }

    /** Entries of {@code scope}, which holds responses. */
    public static Selection scope(Scope scope) {
        return new Selection(By.SCOPE, scope.text(), "");
    }

    /** Entries of the proxies of a group. */
    public static Selection group(String group) {
        return new Selection(By.GROUP, group, "");
    }

    /** Entries of a proxy. */
    public static Selection proxy(String proxy) {
        return new Selection(By.PROXY, proxy, "");
    }

    /** Entries of an endpoint of {@code proxy}. */
    public static Selection endpoint(String proxy, String endpoint) {
        return new Selection(By.ENDPOINT, endpoint, proxy);
    }

    /** Entries of {@code proxy} at {@code path} and beneath it. */
    public static Selection prefix(String proxy, String path) {
        return new Selection(By.PREFIX, path, proxy);
    }

    /** Entries with a tag, in {@code proxy} or, if that is empty, in all. */
    public static Selection tag(String tag, String proxy) {
        return new Selection(By.TAG, tag, proxy);
    }

    /** The entry under a key, as {@link CacheKey#gridName} spells it, in {@code proxy} or, if that is empty, in any. */
    public static Selection key(String key, String proxy) {
        return new Selection(By.KEY, key, proxy);
    }

    /** Whether {@code path} is the prefix {@code of}, or lies beneath it: {@code /loans} is not {@code /loansX}. */
    static boolean isBeneath(String path, String of) {
        return path.startsWith(of)
                && (path.length() == of.length() || of.endsWith("/") || path.charAt(of.length()) == '/');
    }

    /** In words without ambiguity that never change: logs and their hashes have them. */
    @Override
    public String toString() {
        String in = proxy.isEmpty() ? "" : " in " + proxy;
        return what.isEmpty() ? by.text : by.text + " " + what + in;
    }

    private static Optional<Scope> scope(String text) {
        return Scope.responses().stream()
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }

    private static String scopes() {
        return Scope.responses().stream().map(Scope::text).collect(Collectors.joining(", "));
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f || Character.isWhitespace(c));
    }

    private static String shown(String text) {
        return text.isEmpty() ? "empty" : text;
    }

    private static void expect(boolean holds, String is, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(is + "; expected " + expected);
        }
    }
}
