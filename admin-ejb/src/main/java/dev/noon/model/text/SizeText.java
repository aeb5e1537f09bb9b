package dev.noon.model.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as users write them: {@code 512B 64KiB 10MiB 1GiB}; a whole number and one unit. */
public final class SizeText {
    /** What a message says is expected. */
    public static final String EXPECTED = "a size such as 64KiB or 10MiB";

    private static final Pattern FORM = Pattern.compile("(?<number>[0-9]+)(?<unit>B|KiB|MiB|GiB)");
    private static final Map<String, Long> BYTES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final List<String> LARGEST_FIRST = List.of("GiB", "MiB", "KiB");

    private SizeText() {}

    /** Bytes; what a {@code long} cannot hold is the most it can. Empty if malformed. */
    public static Optional<Long> read(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(Whole.times(matcher.group("number"), BYTES.getOrDefault(matcher.group("unit"), 1L)))
                : Optional.empty();
    }

    /**
     * Bytes.
     *
     * @throws IllegalArgumentException if {@code text} is malformed
     */
    public static long parse(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("size " + malformed(text)));
    }

    /** What is wrong with {@code text}, a size from {@code least} to {@code most} bytes. */
    public static Optional<String> fault(String text, long least, long most) {
        Optional<Long> bytes = read(text);
        return bytes.isEmpty() ? Optional.of(malformed(text)) : fault(Shown.of(text), bytes.get(), least, most);
    }

    /** What is wrong with {@code bytes} if they should lie between two numbers, both allowed. */
    public static Optional<String> fault(long bytes, long least, long most) {
        return fault(write(bytes), bytes, least, most);
    }

    /** The shortest exact spelling, for example {@code 1MiB}. */
    public static String write(long bytes) {
        for (String unit : LARGEST_FIRST) {
            long size = BYTES.getOrDefault(unit, 1L);
            if (bytes != 0 && bytes % size == 0) {
                return bytes / size + unit;
            }
        }
        return bytes + "B";
    }

    private static Optional<String> fault(String shown, long bytes, long least, long most) {
        return bytes >= least && bytes <= most
                ? Optional.empty()
                : Optional.of("is " + shown + "; expected a size from " + write(least) + " to " + write(most));
    }

    private static String malformed(String text) {
        return "is " + Shown.of(text) + "; expected " + EXPECTED;
    }
}
