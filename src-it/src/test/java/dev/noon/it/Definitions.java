package dev.noon.it;

import java.net.URI;

/** Definitions as users write them. */
final class Definitions {
    /** A cache in both tiers that outlives any test. */
    static final String CACHE = "cache: { storage: tiered, ttl: 10m }";

    private Definitions() {}

    /** A proxy at {@code /name} in front of an upstream of its own; each policy as one YAML line without its dash. */
    static String proxy(String name, URI target, String... policies) {
        return upstream(name + "-backend", target, "") + "---\n" + proxyOnly(name, name + "-backend", policies);
    }

    /** An upstream; {@code more} is indented YAML of its spec. */
    static String upstream(String name, URI target, String more) {
        return """
                apiVersion: noon.dev/v1
                kind: Upstream
                metadata: { name: %s }
                spec:
                  targets: [ { url: "%s" } ]
                %s""".formatted(name, target, more.isEmpty() ? "" : "  " + more + "\n");
    }

    static String proxyOnly(String name, String upstream, String... policies) {
        StringBuilder text = new StringBuilder("""
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %s }
                spec:
                  route: { path: /%s }
                  upstream: %s
                """.formatted(name, name, upstream));
        if (policies.length > 0) {
            text.append("  policies:\n");
        }
        for (String policy : policies) {
            text.append("    - ").append(policy).append('\n');
        }
        return text.toString();
    }

    /** A consumer of the tier {@code gold} and its key. */
    static String consumer(String name, String secret) {
        return consumer(name, secret, name + "-key");
    }

    /** The same, known by {@code credentials} too. */
    static String consumer(String name, String secret, String credentials) {
        return apiKey(name + "-key", secret) + """
                apiVersion: noon.dev/v1
                kind: Consumer
                metadata: { name: %s }
                spec: { identifiers: [%s], tier: gold, credentials: [%s] }
                ---
                """.formatted(name, name, credentials);
    }

    /** A key that clients show in {@code X-API-Key}. */
    static String apiKey(String name, String secret) {
        return """
                apiVersion: noon.dev/v1
                kind: Credential
                metadata: { name: %s }
                spec: { type: apiKey, header: X-API-Key, secret: "%s" }
                ---
                """.formatted(name, secret);
    }
}
