package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts of a route: exact lower-case names without port, or {@code *} for any. */
public final class HostText {
    /** Every host. */
    public static final String ANY = "*";

    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern PORT = Pattern.compile("[^:]*:[0-9]*");

    private HostText() {}

    /** What is wrong with a route's host. */
    public static Optional<String> fault(String text) {
        if (text.equals(ANY) || (text.length() <= LONGEST && NAME.matcher(text).matches())) {
            return Optional.empty();
        }
        return Optional.of("is " + Shown.of(text) + "; " + advice(text));
    }

    /** What is wrong with one host's name. */
    public static Optional<String> nameFault(String text) {
        return text.equals(ANY) ? Optional.of("is *; expected one host's name") : fault(text);
    }

    private static String advice(String text) {
        if (text.contains("*")) {
            return "patterns are not supported yet; expected an exact host name, or * alone for any host";
        }
        if (PORT.matcher(text).matches()) {
            return "expected a host name without a port";
        }
        return "expected a lower-case host name, or * for any host";
    }
}
