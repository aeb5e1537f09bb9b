package dev.noon.policy.cache.rules;

import java.util.List;
import java.util.Optional;

/** Entity tags (RFC 9110 section 8.8.3): {@code "v1"}, {@code W/"v1"}. */
final class EntityTags {
    private EntityTags() {}

    /** The tag in {@code value}; empty if that is none. */
    static Optional<String> read(String value) {
        String tag = value.strip();
        int open = tag.startsWith("W/") ? 2 : 0;
        boolean quoted =
                tag.length() >= open + 2 && tag.charAt(open) == '"' && tag.indexOf('"', open + 1) == tag.length() - 1;
        return quoted ? Optional.of(tag) : Optional.empty();
    }

    /** Whether both are tags and name the same, bytes or not (weak comparison). */
    static boolean matchWeakly(String one, String other) {
        Optional<String> first = read(one);
        Optional<String> second = read(other);
        return first.isPresent() && second.isPresent() && opaque(first.get()).equals(opaque(second.get()));
    }

    /** Whether both are tags and name the same bytes (strong comparison). */
    static boolean matchStrongly(String one, String other) {
        Optional<String> tag = read(one);
        return tag.isPresent() && !isWeak(tag.get()) && tag.equals(read(other));
    }

    /** Whether {@code If-None-Match} with these lines has {@code tag}, or anything at all. */
    static boolean anyMatches(List<String> lines, String tag) {
        for (String line : lines) {
            if (line.strip().equals("*")) {
                return true;
            }
            for (String member : Lists.members(line)) {
                if (matchWeakly(member, tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean isWeak(String tag) {
        return tag.startsWith("W/");
    }

    private static String opaque(String tag) {
        return isWeak(tag) ? tag.substring(2) : tag;
    }
}
