package dev.noon.model.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths with parameters, each a whole segment: {@code /loans/{id}/quote}. */
public final class PathTemplateText {
    /** Parameters of one template; the ways through a table of templates double with each. */
    private static final int MOST = 8;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    private PathTemplateText() {}

    /** Whether {@code segment} is a parameter. */
    public static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    /** Whether {@code name} can be a parameter's name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What is wrong with a template. */
    public static Optional<String> fault(String text) {
        return advice(text)
                .map(advice -> "is " + Shown.of(text) + "; " + advice)
                .or(() -> PathText.fault(text.replaceAll("\\{[^/]*}", "x")));
    }

    /** Its parameters, and which segment each is, counted from 0. */
    public static Map<String, Integer> parameters(String text) {
        Map<String, Integer> parameters = new LinkedHashMap<>();
        String[] segments = text.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            if (isParameter(segments[i])) {
                parameters.put(segments[i].substring(1, segments[i].length() - 1), i - 1);
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static Optional<String> advice(String text) {
        int found = 0;
        for (String segment : text.split("/", -1)) {
            boolean braces = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
            boolean whole = segment.startsWith("{") && segment.endsWith("}");
            if (braces && (!whole || !isName(segment.substring(1, segment.length() - 1)))) {
                return Optional.of("expected parameters that are a whole segment, such as {id}: a letter or _ first,"
                        + " then letters, digits and _");
            }
            found += braces ? 1 : 0;
        }
        if (found == 0) {
            return Optional.of("expected at least one parameter, such as {id}; a path without one is exact");
        }
        if (found > MOST) {
            return Optional.of("expected at most " + MOST + " parameters");
        }
        return parameters(text).size() == found ? Optional.empty() : Optional.of("expected each parameter once");
    }
}
