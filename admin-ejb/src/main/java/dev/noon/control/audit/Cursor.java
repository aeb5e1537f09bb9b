package dev.noon.control.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in each log: where the next page begins.
 *
 * @param receipts the first revision whose receipts were not checked yet; 1 on pages that have none
 */
public record Cursor(long revisions, long operations, long events, long receipts) {
    /** Beyond the newest entries. */
    public static final Cursor END = new Cursor(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** The oldest entries. */
    public static final Cursor START = new Cursor(1, 1, 1);

    private static final Pattern TEXT =
            Pattern.compile("r([0-9]{1,18})\\.o([0-9]{1,18})\\.e([0-9]{1,18})(?:\\.c([0-9]{1,18}))?");

    /** A place in the logs alone. */
    public Cursor(long revisions, long operations, long events) {
        this(revisions, operations, events, 1);
    }

    /** The cursor that is spelled {@code text}, if it is one. */
    public static Optional<Cursor> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long receipts =
                Optional.ofNullable(matcher.group(4)).map(Long::parseLong).orElse(1L);
        return Optional.of(new Cursor(number(matcher, 1), number(matcher, 2), number(matcher, 3), receipts));
    }

    /** The cursor as {@link #parse} reads it. */
    public String text() {
        return "r" + revisions + ".o" + operations + ".e" + events + (receipts == 1 ? "" : ".c" + receipts);
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
