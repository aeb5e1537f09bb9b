package dev.noon.model.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Paths of routes and endpoints, in the one form that requests are brought to before they are
 * matched: absolute, no empty or dot segments, and percent-encoding (RFC 3986 section 2.1) only where
 * a character needs it.
 */
public final class PathText {
    private static final int LONGEST = 1024;
    private static final Pattern LEGAL = Pattern.compile("(?:[-A-Za-z0-9._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*");
    private static final Pattern FORBIDDEN =
            Pattern.compile("%(?:2[fF]|5[cC]|0[0-9a-fA-F]|1[0-9a-fA-F]|7[fF]|25[0-9a-fA-F]{2})");
    private static final Pattern ENCODED = Pattern.compile("%(?<hex>[0-9A-Fa-f]{2})");
    private static final Pattern UNRESERVED = Pattern.compile("[-A-Za-z0-9._~]");

    private PathText() {}

    /** What is wrong with a path. */
    public static Optional<String> fault(String text) {
        return advice(text).map(advice -> "is " + Shown.of(text) + "; " + advice);
    }

    /** Whether {@code path} is {@code prefix} or lies beneath it, on segment boundaries. */
    public static boolean isBeneath(String prefix, String path) {
        return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
    }

    private static Optional<String> advice(String text) {
        if (!text.startsWith("/")) {
            return Optional.of("expected a path that starts with /");
        }
        if (text.length() > LONGEST) {
            return Optional.of("expected at most 1024 characters");
        }
        if (text.contains("//")) {
            return Optional.of("expected a path without //");
        }
        if (text.contains("?") || text.contains("#")) {
            return Optional.of("expected a path without query (?) or fragment (#)");
        }
        return form(text);
    }

    private static Optional<String> form(String text) {
        if (FORBIDDEN.matcher(text).find()) {
            return Optional.of(
                    "expected a path without encoded /, \\ or control characters, and nothing encoded twice");
        }
        if (!LEGAL.matcher(text).matches()) {
            return Optional.of("expected only characters that a URL path may have; others are percent-encoded");
        }
        if (Stream.of(text.split("/", -1)).anyMatch(PathText::isDots)) {
            return Optional.of("expected a path without . or .. segments");
        }
        String normal = normal(text);
        return normal.equals(text) ? Optional.empty() : Optional.of("expected it in its normal form, " + normal);
    }

    /** Whether a segment is {@code .} or {@code ..}, encoded or followed by parameters. */
    private static boolean isDots(String segment) {
        String name = normal(segment.contains(";") ? segment.substring(0, segment.indexOf(';')) : segment);
        return name.equals(".") || name.equals("..");
    }

    private static String normal(String text) {
        return ENCODED.matcher(text).replaceAll(found -> {
            char c = (char) Integer.parseInt(found.group(1), 16);
            String plain = String.valueOf(c);
            boolean needless = UNRESERVED.matcher(plain).matches();
            return Matcher.quoteReplacement(needless ? plain : found.group().toUpperCase(Locale.ROOT));
        });
    }
}
