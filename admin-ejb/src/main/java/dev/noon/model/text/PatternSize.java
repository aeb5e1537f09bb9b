package dev.noon.model.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * About how many states a regular expression comes to, known before it is compiled: counted repetitions multiply what
 * they repeat, and each other. Used once, by one thread.
 */
final class PatternSize {
    private static final Pattern COUNT = Pattern.compile("\\{(?<least>[0-9]{1,5})(?<open>,(?<most>[0-9]{0,5}))?}");
    private static final long ENOUGH = 1_000_000_000L;

    private final String text;
    private final Deque<Long> groups = new ArrayDeque<>();
    private long sum;
    private long atom;

    PatternSize(String text) {
        this.text = text;
    }

    long states() {
        int at = 0;
        while (at < text.length()) {
            at = step(at);
        }
        return groups.stream().mapToLong(Long::longValue).sum() + sum;
    }

    private int step(int at) {
        return switch (text.charAt(at)) {
            case '\\' -> plain(at + 2);
            case '[' -> plain(classEnd(at));
            case '(' -> open(at);
            case ')' -> close(at);
            case '{' -> repeat(at);
            case '|', '*', '+', '?' -> at + 1;
            default -> plain(at + 1);
        };
    }

    private int plain(int next) {
        atom = 1;
        sum++;
        return next;
    }

    private int open(int at) {
        groups.push(sum);
        sum = 1;
        return at + 1;
    }

    private int close(int at) {
        if (!groups.isEmpty()) {
            atom = sum + 1;
            sum = Math.min(ENOUGH, groups.pop() + atom);
        }
        return at + 1;
    }

    private int repeat(int at) {
        Matcher count = COUNT.matcher(text).region(at, text.length());
        if (!count.lookingAt()) {
            return plain(at + 1);
        }
        String most = count.group(3);
        long times = Math.max(1, Long.parseLong(most == null || most.isEmpty() ? count.group(1) : most));
        long repeated = Math.min(ENOUGH, atom * times);
        sum = Math.min(ENOUGH, sum - atom + repeated);
        atom = repeated;
        return count.end();
    }

    /** Behind the bracket that closes a class; one that comes first, or ends a named class, does not. */
    private int classEnd(int at) {
        int i = at + 1;
        i += text.startsWith("^", i) ? 1 : 0;
        i += text.startsWith("]", i) ? 1 : 0;
        while (i < text.length() && text.charAt(i) != ']') {
            int named = text.startsWith("[:", i) ? text.indexOf(":]", i) : -1;
            i = named >= 0 ? named + 2 : i + (text.charAt(i) == '\\' ? 2 : 1);
        }
        return i + 1;
    }
}
