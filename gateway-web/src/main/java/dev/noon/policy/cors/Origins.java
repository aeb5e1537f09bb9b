package dev.noon.policy.cors;

import dev.noon.model.text.OriginText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The origins that may call. Immutable. */
final class Origins {
    private static final String SUBDOMAINS = "*.";
    private static final String ANY_PORT = ":*";

    /**
     * An origin with a part left open: {@code https://*.example.com:*} has scheme {@code https://}, suffix
     * {@code .example.com}, and any port.
     */
    private record Pattern(String scheme, String host, boolean subdomains, String port) {
        static Pattern of(String text) {
            int start = text.indexOf("://") + 3;
            int end = portAt(text, start);
            String host = text.substring(start, end);
            boolean subdomains = host.startsWith(SUBDOMAINS);
            return new Pattern(
                    text.substring(0, start), subdomains ? host.substring(1) : host, subdomains, text.substring(end));
        }

        boolean fits(String origin) {
            if (!origin.startsWith(scheme)) {
                return false;
            }
            int end = portAt(origin, scheme.length());
            String found = origin.substring(scheme.length(), end);
            boolean hostFits = subdomains ? isBeneath(found) : found.equals(host);
            return hostFits && portFits(origin.substring(end));
        }

        private static int portAt(String origin, int from) {
            int bracket = origin.indexOf(']', from);
            int colon = origin.indexOf(':', bracket < 0 ? from : bracket);
            return colon < 0 ? origin.length() : colon;
        }

        private boolean isBeneath(String found) {
            boolean longer = found.length() > host.length() && found.endsWith(host);
            return longer && found.chars().allMatch(c -> c == '-' || c == '.' || c == '_' || isLowerOrDigit(c));
        }

        private boolean portFits(String found) {
            if (!port.equals(ANY_PORT)) {
                return found.equals(port);
            }
            return found.isEmpty()
                    || (found.length() <= 6 && found.substring(1).chars().allMatch(c -> c >= '0' && c <= '9'));
        }

        private static boolean isLowerOrDigit(int c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }
    }

    private final boolean any;
    private final Set<String> exact = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();

    Origins(List<String> origins) {
        this.any = origins.contains(OriginText.ANY);
        for (String origin : origins) {
            if (origin.contains(SUBDOMAINS) || origin.endsWith(ANY_PORT)) {
                patterns.add(Pattern.of(origin));
            } else {
                exact.add(origin);
            }
        }
    }

    /** Whether every origin may, so that no reply depends on it. */
    boolean any() {
        return any;
    }

    /** Whether {@code origin}, as a browser sent it, may call. */
    boolean has(String origin) {
        return any || exact.contains(origin) || patterns.stream().anyMatch(pattern -> pattern.fits(origin));
    }
}
