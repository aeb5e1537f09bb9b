package dev.noon.cli;

import java.util.List;
import java.util.Locale;

/** The kinds of definition, for those who type them. The manager has the last word. */
final class Kinds {

    private static final List<String> ALL = List.of(
            "ApiProxy",
            "ProxyGroup",
            "Upstream",
            "Policy",
            "Credential",
            "Consumer",
            "IdentityProvider",
            "OAuthClient",
            "Environment",
            "CacheServer",
            "Probe");

    private Kinds() {}

    /** The kind as the API spells it, also from lower case or a plural; anything else as it was typed. */
    static String spelled(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(known -> {
                    String lower = known.toLowerCase(Locale.ROOT);
                    return wanted.equals(lower)
                            || wanted.equals(lower + "s")
                            || wanted.equals(lower.replaceFirst("y$", "ies"));
                })
                .findFirst()
                .orElse(typed);
    }
}
