package dev.noon.policy.cache.rules;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code CDN-Cache-Control}: a dictionary of structured fields (RFC 8941 section 4.2.2) of cache directives (RFC 9213
 * section 2.1). Anything that is not one, or that gives a directive a value of the wrong type, makes the whole field
 * unreadable. Mutable, used once.
 */
final class Dictionary {
    /** What a value is. */
    private enum Type {
        BOOLEAN,
        INTEGER,
        TEXT,
        OTHER
    }

    private record Value(Type type, String text) {}

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("", null, false, false);
        }
    }

    private static final Value TRUE = new Value(Type.BOOLEAN, "1");
    private static final int LONGEST_INTEGER = 15;
    private static final int LONGEST_FRACTION = 3;

    private final String text;
    private int at;

    private Dictionary(String text) {
        this.text = text;
    }

    /** The directives that {@code lines} are; empty if there are none, or not readable as such. */
    static Optional<Directives> directives(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, Value> members = new Dictionary(String.join(", ", lines)).members();
            return members.isEmpty() ? Optional.empty() : Optional.of(directives(members));
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    private static Directives directives(Map<String, Value> members) throws Unreadable {
        Map<String, Directives.Directive> found = new LinkedHashMap<>();
        for (Map.Entry<String, Value> member : members.entrySet()) {
            String name = member.getKey();
            Value value = member.getValue();
            if (!expected(name, value.type())) {
                throw new Unreadable();
            }
            if (value.type() != Type.BOOLEAN) {
                found.put(name, new Directives.Directive(name, Optional.of(value.text()), true));
            } else if (value.equals(TRUE)) {
                found.put(name, new Directives.Directive(name, Optional.empty(), true));
            }
        }
        Collection<Directives.Directive> all = found.values();
        return new Directives(List.copyOf(all));
    }

    private static boolean expected(String name, Type type) {
        return switch (name) {
            case "max-age", "s-maxage", "stale-while-revalidate", "stale-if-error" -> type == Type.INTEGER;
            case "no-store", "must-revalidate", "proxy-revalidate", "public", "must-understand" -> type == Type.BOOLEAN;
            case "private", "no-cache" -> type == Type.BOOLEAN || type == Type.TEXT;
            default -> true;
        };
    }

    /** A member that comes twice has its last value. */
    private Map<String, Value> members() throws Unreadable {
        Map<String, Value> members = new LinkedHashMap<>();
        skip(" ");
        while (at < text.length()) {
            String key = key();
            Value value = take('=') ? value() : TRUE;
            parameters();
            members.put(key, value);
            skip(" \t");
            if (at == text.length()) {
                return members;
            }
            expect(',');
            skip(" \t");
            if (at == text.length()) {
                throw new Unreadable();
            }
        }
        return members;
    }

    private String key() throws Unreadable {
        int start = at;
        if (!(isLower(peek()) || peek() == '*')) {
            throw new Unreadable();
        }
        while (isLower(peek()) || isDigit(peek()) || "_-.*".indexOf(peek()) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void parameters() throws Unreadable {
        while (take(';')) {
            skip(" ");
            key();
            if (take('=')) {
                item();
            }
        }
    }

    private Value value() throws Unreadable {
        return peek() == '(' ? innerList() : item();
    }

    private Value innerList() throws Unreadable {
        expect('(');
        skip(" ");
        while (!take(')')) {
            item();
            parameters();
            if (peek() != ' ' && peek() != ')') {
                throw new Unreadable();
            }
            skip(" ");
        }
        return new Value(Type.OTHER, "");
    }

    private Value item() throws Unreadable {
        char first = peek();
        if (first == '-' || isDigit(first)) {
            return number();
        }
        return switch (first) {
            case '"' -> string();
            case ':' -> bytes();
            case '?' -> bool();
            default -> token();
        };
    }

    private Value number() throws Unreadable {
        int start = at;
        take('-');
        int whole = digits();
        if (!take('.')) {
            check(whole >= 1 && whole <= LONGEST_INTEGER);
            return new Value(Type.INTEGER, text.substring(start, at));
        }
        int fraction = digits();
        check(whole >= 1
                && whole <= LONGEST_INTEGER - LONGEST_FRACTION
                && fraction >= 1
                && fraction <= LONGEST_FRACTION);
        return new Value(Type.OTHER, "");
    }

    private int digits() {
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        return at - start;
    }

    private Value string() throws Unreadable {
        int start = ++at;
        while (peek() != '"') {
            check(peek() >= ' ' && peek() <= '~');
            if (take('\\')) {
                check(peek() == '"' || peek() == '\\');
            }
            at++;
        }
        return new Value(Type.TEXT, Lists.unquoted(text.substring(start, at++)));
    }

    private Value bytes() throws Unreadable {
        expect(':');
        while (!take(':')) {
            check(isAlphanumeric(peek()) || "+/=".indexOf(peek()) >= 0);
            at++;
        }
        return new Value(Type.OTHER, "");
    }

    private Value bool() throws Unreadable {
        expect('?');
        check(peek() == '0' || peek() == '1');
        return new Value(Type.BOOLEAN, String.valueOf(text.charAt(at++)));
    }

    private Value token() throws Unreadable {
        int start = at;
        check(peek() == '*' || (isAlphanumeric(peek()) && !isDigit(peek())));
        while (isAlphanumeric(peek()) || "!#$%&'*+-.^_`|~:/".indexOf(peek()) >= 0) {
            at++;
        }
        return new Value(Type.TEXT, text.substring(start, at));
    }

    /** The character that comes next; a line feed, which no field has, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\n';
    }

    private boolean take(char expected) {
        boolean there = peek() == expected;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char expected) throws Unreadable {
        check(take(expected));
    }

    private void skip(String characters) {
        while (characters.indexOf(peek()) >= 0) {
            at++;
        }
    }

    private static void check(boolean readable) throws Unreadable {
        if (!readable) {
            throw new Unreadable();
        }
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(char c) {
        return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
    }
}
