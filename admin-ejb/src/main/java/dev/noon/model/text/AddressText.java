package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of cache members: {@code host:port}. */
public final class AddressText {
    private static final Pattern FORM =
            Pattern.compile("(?<host>[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}\\]):(?<port>[0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private AddressText() {}

    /** What is wrong with an address. */
    public static Optional<String> fault(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.of("is " + Shown.of(text) + "; expected host:port, for example 10.0.0.1:5701");
        }
        int port = Integer.parseInt(matcher.group("port"));
        return port >= 1 && port <= HIGHEST_PORT
                ? Optional.empty()
                : Optional.of("is " + text + "; expected a port from 1 to " + HIGHEST_PORT);
    }
}
