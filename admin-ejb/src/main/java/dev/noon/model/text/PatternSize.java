package dev.noon.model.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Estimates how large a pattern becomes when its counted repetitions are written out. Used once, by one thread. */
final class PatternSize {
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long total;
    private long last;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** About how many instructions {@code pattern} has; never beyond {@code enough} by more than one repetition. */
    static long of(String pattern, long enough) {
        PatternSize size = new PatternSize(pattern);
        int at = 0;
        while (at < pattern.length() && size.total <= enough) {
            at = size.step(at);
        }
        return size.total;
    }

    private int step(int at) {
        return switch (pattern.charAt(at)) {
            case '\\' -> atom(1, escape(at));
            case '[' -> atom(1, characterClass(at));
            case '(' -> open(at);
            case ')' -> close(at);
            case '{' -> repeat(at);
            default -> atom(1, at + 1);
        };
    }

    private int atom(long cost, int next) {
        last = cost;
        total += cost;
        return next;
    }

    private int escape(int at) {
        boolean named = pattern.startsWith("p{", at + 1) || pattern.startsWith("P{", at + 1);
        int end = named || pattern.startsWith("x{", at + 1) ? pattern.indexOf('}', at) : at + 1;
        return end < 0 ? pattern.length() : end + 1;
    }

    private int characterClass(int at) {
        int i = at + 1;
        while (i < pattern.length() && (pattern.charAt(i) != ']' || i == at + 1)) {
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private int open(int at) {
        outer.push(total);
        total = 0;
        return at + 1;
    }

    private int close(int at) {
        long group = total;
        total = outer.isEmpty() ? 0 : outer.pop();
        return atom(group, at + 1);
    }

    private int repeat(int at) {
        Matcher count = COUNT.matcher(pattern).region(at, pattern.length());
        if (!count.lookingAt()) {
            return atom(1, at + 1);
        }
        boolean bounded = count.group(2) != null && !count.group(2).isEmpty();
        long times = Math.max(1, Long.parseLong(bounded ? count.group(2) : count.group(1)));
        total += last * (times - 1);
        last *= times;
        return count.end();
    }
}
