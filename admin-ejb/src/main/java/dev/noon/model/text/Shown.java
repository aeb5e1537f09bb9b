package dev.noon.model.text;

/** A user's text as messages show it: printable, and never longer than a line can bear. */
public final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    /** {@code text} with control characters escaped, cut after 80 characters, and quoted when it is empty or has outer spaces. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> append(shown, point));
        if (text.codePointCount(0, Math.min(text.length(), 2 * LONGEST + 2)) > LONGEST) {
            shown.append('…');
        }
        return text.isEmpty() || !text.equals(text.strip()) ? "'" + shown + "'" : shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        int type = Character.getType(point);
        if (Character.isISOControl(point) || type == Character.FORMAT || type == Character.SURROGATE) {
            shown.append(String.format("\\u%04x", point));
        } else {
            shown.appendCodePoint(point);
        }
    }
}
