package dev.noon.model.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Absolute addresses of other servers: {@code https://host/path}, without a user or a fragment. */
public final class UrlText {
    private static final String EXPECTED = "an address such as https://login.example.com/realms/main";
    private static final int LONGEST = 2048;
    private static final Set<String> WEB = Set.of("http", "https");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> SCRIPTS = Set.of("javascript", "data", "vbscript", "file", "about", "blob");

    private UrlText() {}

    /** What is wrong with an address. */
    public static Optional<String> fault(String text) {
        return advice(text).map(advice -> says(text, advice));
    }

    /**
     * What is wrong with an address that a browser is sent to with a code (RFC 6749 section 3.1.2): {@code https}, or
     * {@code http} to the same machine, or a scheme of an application's own (RFC 8252 section 7.1).
     */
    public static Optional<String> redirectFault(String text) {
        return redirectAdvice(text).map(advice -> says(text, advice));
    }

    private static Optional<String> advice(String text) {
        Optional<URI> uri = read(text);
        if (uri.isEmpty()
                || uri.get().getHost() == null
                || !WEB.contains(uri.get().getScheme())) {
            return Optional.of("expected " + EXPECTED);
        }
        return uri.get().getRawUserInfo() != null || uri.get().getRawFragment() != null
                ? Optional.of("expected no user, password or fragment in it")
                : Optional.empty();
    }

    private static Optional<String> redirectAdvice(String text) {
        Optional<URI> uri = read(text);
        if (uri.isEmpty() || !uri.get().isAbsolute() || uri.get().getRawFragment() != null) {
            return Optional.of("expected an absolute address without a fragment");
        }
        String scheme = uri.get().getScheme();
        if (SCRIPTS.contains(scheme.toLowerCase(Locale.ROOT))) {
            return Optional.of("expected https, or an application's own scheme");
        }
        boolean plain = scheme.equals("http")
                && !LOCAL.contains(String.valueOf(uri.get().getHost()));
        if (plain) {
            return Optional.of("expected https; http only to the same machine");
        }
        return WEB.contains(scheme) ? advice(text) : Optional.empty();
    }

    private static Optional<URI> read(String text) {
        try {
            return text.length() <= LONGEST ? Optional.of(new URI(text)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String says(String text, String advice) {
        return "is " + Shown.of(text.replaceFirst("//[^/@]*@", "//…@")) + "; " + advice;
    }
}
