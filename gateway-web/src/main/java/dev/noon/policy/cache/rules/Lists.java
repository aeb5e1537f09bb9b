package dev.noon.policy.cache.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists as fields write them: members between commas, in which quoted strings may hold commas (RFC 9110 section 5.6). The
 * functions read each character a bounded number of times, whatever is quoted how.
 */
final class Lists {
    private Lists() {}

    /** The members, stripped, without the empty ones. */
    static List<String> members(String value) {
        List<String> members = new ArrayList<>();
        boolean quotes = true;
        int start = 0;
        while (start < value.length()) {
            int end = start;
            while (end < value.length() && value.charAt(end) != ',') {
                int closing = quotes && value.charAt(end) == '"' ? closing(value, end) : end;
                quotes &= closing >= 0;
                end = Math.max(end, closing) + 1;
            }
            add(members, value.substring(start, end));
            start = end + 1;
        }
        return members;
    }

    /** The members of every line. */
    static List<String> members(List<String> lines) {
        List<String> members = new ArrayList<>();
        lines.forEach(line -> members.addAll(members(line)));
        return members;
    }

    /** Where the quoted string that begins at {@code open} ends; -1 if nowhere: then no later quote counts either. */
    static int closing(String text, int open) {
        int i = open + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i < text.length() ? i : -1;
    }

    /** What stands between two quotes, without the backslashes that escape. */
    static String unquoted(String inside) {
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        StringBuilder plain = new StringBuilder(inside.length());
        int i = 0;
        while (i < inside.length()) {
            boolean escape = inside.charAt(i) == '\\' && i + 1 < inside.length();
            plain.append(inside.charAt(escape ? i + 1 : i));
            i += escape ? 2 : 1;
        }
        return plain.toString();
    }

    private static void add(List<String> members, String raw) {
        String member = raw.strip();
        if (!member.isEmpty()) {
            members.add(member);
        }
    }
}
