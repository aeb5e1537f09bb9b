package dev.noon.model.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: {@code 500ms 5s 1m 2h 1d}; a whole number and one unit. */
public final class DurationText {
    /** What a message says is expected. */
    public static final String EXPECTED = "a duration such as 500ms, 5s, 1m, 2h, 1d";

    private static final Pattern FORM = Pattern.compile("(?<number>[0-9]+)(?<unit>ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final List<String> LONGEST_FIRST = List.of("d", "h", "m", "s");

    private DurationText() {}

    /** The duration; what a {@code long} of milliseconds cannot hold is the longest one it can. Empty if malformed. */
    public static Optional<Duration> read(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(Duration.ofMillis(millis(matcher))) : Optional.empty();
    }

    /**
     * The duration.
     *
     * @throws IllegalArgumentException if {@code text} is malformed
     */
    public static Duration parse(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("duration " + malformed(text)));
    }

    /** What is wrong with {@code text}, a duration from {@code shortest} to {@code longest}. */
    public static Optional<String> fault(String text, Duration shortest, Duration longest) {
        Optional<Duration> duration = read(text);
        if (duration.isEmpty()) {
            return Optional.of(malformed(text));
        }
        return inRange(duration.get(), shortest, longest)
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected " + range(shortest, longest));
    }

    /** What is wrong with {@code duration} if it should lie between two others, both allowed. */
    public static Optional<String> fault(Duration duration, Duration shortest, Duration longest) {
        return inRange(duration, shortest, longest)
                ? Optional.empty()
                : Optional.of("is " + write(duration) + "; expected " + range(shortest, longest));
    }

    /** The shortest exact spelling, for example {@code 2h}. Fractions of a millisecond are lost. */
    public static String write(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : LONGEST_FIRST) {
            long size = MILLIS.getOrDefault(unit, 1L);
            if (millis != 0 && millis % size == 0) {
                return millis / size + unit;
            }
        }
        return millis + "ms";
    }

    private static boolean inRange(Duration duration, Duration shortest, Duration longest) {
        return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
    }

    private static String range(Duration shortest, Duration longest) {
        return "a duration from " + write(shortest) + " to " + write(longest);
    }

    private static String malformed(String text) {
        return "is " + Shown.of(text) + "; expected " + EXPECTED;
    }

    private static long millis(Matcher matcher) {
        return Whole.times(matcher.group("number"), MILLIS.getOrDefault(matcher.group("unit"), 1L));
    }
}
