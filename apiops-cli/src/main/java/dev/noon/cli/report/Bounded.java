package dev.noon.cli.report;

import java.util.List;

/** What a line says of many things: the first few, and how many more there are. */
final class Bounded {
    /** Where the rest is. */
    static final String REST = "-o json lists all";

    private static final int NAMES = 12;
    private static final int CHARACTERS = 200;

    private Bounded() {}

    /** For example {@code a, b, c and 497 more (-o json lists all)}. */
    static String names(List<String> names) {
        return names.size() <= NAMES
                ? String.join(", ", names)
                : String.join(", ", first(names, NAMES)) + " and " + more(names.size() - NAMES);
    }

    /** One line, cut off where it is long. */
    static String text(String text) {
        String line = text.replace("\n", "⏎");
        return line.length() <= CHARACTERS
                ? line
                : line.substring(0, CHARACTERS) + "… (" + text.length() + " characters)";
    }

    /** For example {@code 497 more (-o json lists all)}. */
    static String more(int count) {
        return count + " more (" + REST + ")";
    }

    /** At most that many. */
    static <T> List<T> first(List<T> items, int most) {
        return items.subList(0, Math.min(most, items.size()));
    }
}
