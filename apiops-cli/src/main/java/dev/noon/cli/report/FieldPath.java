package dev.noon.cli.report;

import java.util.regex.Pattern;

/** A JSON pointer (RFC 6901) as people write it: {@code /spec/policies/3/cache/ttl} is {@code spec.policies[3].cache.ttl}. */
public final class FieldPath {

    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");

    private FieldPath() {}

    public static String readable(String pointer) {
        if (!pointer.startsWith("/")) {
            return pointer;
        }
        StringBuilder path = new StringBuilder();
        for (String escaped : pointer.substring(1).split("/", -1)) {
            append(path, escaped.replace("~1", "/").replace("~0", "~"));
        }
        return path.toString();
    }

    private static void append(StringBuilder path, String part) {
        if (INDEX.matcher(part).matches()) {
            path.append('[').append(part).append(']');
        } else if (PLAIN.matcher(part).matches()) {
            path.append(path.length() == 0 ? "" : ".").append(part);
        } else {
            path.append("[\"").append(part).append("\"]");
        }
    }
}
