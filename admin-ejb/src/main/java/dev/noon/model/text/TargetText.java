package dev.noon.model.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of upstream targets: {@code http://host:port} or {@code https://host:port}; without a port, 80 or 443. */
public final class TargetText {
    /** What a message says is expected. */
    public static final String EXPECTED = "an address such as http://host:8080";

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int HIGHEST_PORT = 65_535;

    private TargetText() {}

    /**
     * The address, always with its port.
     *
     * @throws IllegalArgumentException if {@code text} has a fault
     */
    public static URI parse(String text) {
        Guard.check("url", fault(text));
        URI uri = URI.create(text);
        int port = "https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return uri.getPort() == -1 ? URI.create(text + ":" + port) : uri;
    }

    /** What is wrong with an address. */
    public static Optional<String> fault(String text) {
        return advice(text).map(advice -> "is " + Shown.of(hidden(text)) + "; " + advice);
    }

    private static Optional<String> advice(String text) {
        try {
            return advice(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.of("expected " + EXPECTED);
        }
    }

    private static Optional<String> advice(URI uri) {
        if (uri.getRawUserInfo() != null) {
            return Optional.of("expected no user or password in it: use a credential of the upstream");
        }
        boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!known || uri.getHost() == null || hasMore(uri)) {
            return Optional.of("expected " + EXPECTED + ", without path, query or fragment");
        }
        int port = uri.getPort();
        boolean unsaid = port == -1 && !uri.getRawAuthority().endsWith(":");
        return unsaid || (port >= 1 && port <= HIGHEST_PORT)
                ? Optional.empty()
                : Optional.of("expected a port from 1 to " + HIGHEST_PORT);
    }

    private static boolean hasMore(URI uri) {
        return !uri.getRawPath().isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null;
    }

    /** The text without what may be a password. */
    private static String hidden(String text) {
        return text.replaceFirst("//[^/@]*@", "//…@");
    }
}
