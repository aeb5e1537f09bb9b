package dev.noon.policy.cache.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The directives of {@code Cache-Control} in a message (RFC 9111 section 5.2), in their order. Immutable. */
final class Directives {
    /** No directive. */
    static final Directives NONE = new Directives(List.of());

    /** The greatest number of seconds that is told apart from eternity (RFC 9111 section 1.2.2). */
    static final long MOST_SECONDS = 1L << 31;

    private static final int NOT_QUOTED = -1;

    /**
     * One directive.
     *
     * @param name lower case
     * @param value without quotes; empty if none is written
     * @param wellFormed false if there is a value that is not written as the grammar has it
     */
    record Directive(String name, Optional<String> value, boolean wellFormed) {}

    private final List<Directive> directives;

    Directives(List<Directive> directives) {
        this.directives = List.copyOf(directives);
    }

    /** What the lines of one field say, together. */
    static Directives of(List<String> lines) {
        if (lines.isEmpty()) {
            return NONE;
        }
        return new Directives(
                Lists.members(lines).stream().map(Directives::read).toList());
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    /**
     * The number that the first directive of that name has: 0 if it is malformed, which is the most restrictive reading
     * of every number here, and at most {@link #MOST_SECONDS}; empty if there is no such directive.
     */
    OptionalLong seconds(String name) {
        Optional<Directive> first = first(name);
        if (first.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean readable = first.get().wellFormed();
        return OptionalLong.of(
                readable ? Seconds.read(first.get().value().orElse("")).orElse(0) : 0);
    }

    /** Whether a directive of that name stands without a value. */
    boolean isBare(String name) {
        return directives.stream()
                .anyMatch(d -> d.name().equals(name) && d.value().isEmpty());
    }

    /** Whether {@code private} or {@code no-cache} means the whole answer, not some of its fields; so does nonsense. */
    boolean concernsAll(String name) {
        return directives.stream()
                .anyMatch(d ->
                        d.name().equals(name) && (!d.wellFormed() || fields(d).isEmpty()));
    }

    /** The fields that {@code private} or {@code no-cache} is about, lower case. */
    List<String> fields(String name) {
        return directives.stream()
                .filter(d -> d.name().equals(name))
                .flatMap(d -> fields(d).stream())
                .toList();
    }

    private static List<String> fields(Directive directive) {
        return Lists.members(directive.value().orElse("")).stream()
                .map(field -> field.toLowerCase(Locale.ROOT))
                .toList();
    }

    private Optional<Directive> first(String name) {
        for (Directive directive : directives) {
            if (directive.name().equals(name)) {
                return Optional.of(directive);
            }
        }
        return Optional.empty();
    }

    /** No white space is allowed around the equals sign. */
    private static Directive read(String member) {
        int equals = member.indexOf('=');
        if (equals < 0) {
            return new Directive(member.toLowerCase(Locale.ROOT), Optional.empty(), true);
        }
        String before = member.substring(0, equals);
        String value = member.substring(equals + 1);
        String name = before.strip().toLowerCase(Locale.ROOT);
        boolean close = before.equals(before.strip()) && value.equals(value.strip());
        int closing = value.startsWith("\"") ? Lists.closing(value, 0) : NOT_QUOTED;
        if (closing < 0) {
            return new Directive(name, Optional.of(value.strip()), close && value.indexOf('"') < 0);
        }
        String inside = Lists.unquoted(value.substring(1, closing));
        return new Directive(name, Optional.of(inside), close && closing == value.length() - 1);
    }
}
