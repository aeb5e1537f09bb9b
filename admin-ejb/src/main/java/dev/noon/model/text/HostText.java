package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts of a route: lower-case names without port, {@code *.example.org} for every name beneath one, {@code *} for any. */
public final class HostText {
    /** Every host. */
    public static final String ANY = "*";

    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern PORT = Pattern.compile("[^:]*:[0-9]*");

    private HostText() {}

    /** Whether {@code host} stands for more than one name. */
    public static boolean isWildcard(String host) {
        return host.startsWith(ANY);
    }

    /** What is wrong with a route's host. */
    public static Optional<String> fault(String text) {
        String name = text.startsWith("*.") ? text.substring(2) : text;
        if (text.equals(ANY) || (text.length() <= LONGEST && NAME.matcher(name).matches())) {
            return Optional.empty();
        }
        return Optional.of("is " + Shown.of(text) + "; " + advice(text));
    }

    /** What is wrong with one host's name. */
    public static Optional<String> nameFault(String text) {
        return isWildcard(text) ? Optional.of("is " + Shown.of(text) + "; expected one host's name") : fault(text);
    }

    private static String advice(String text) {
        if (text.contains("*")) {
            return "expected a host name, *. and a name for every host beneath it, or * alone for any host";
        }
        if (PORT.matcher(text).matches()) {
            return "expected a host name without a port";
        }
        return "expected a lower-case host name, or * for any host";
    }
}
