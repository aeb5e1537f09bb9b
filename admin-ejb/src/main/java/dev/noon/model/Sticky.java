package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import java.time.Duration;
import java.util.Optional;

/**
 * A cookie by which a client's requests go to the same target.
 *
 * @param cookie its name; empty means {@code noon-} and the upstream's name
 * @param ttl how long it holds, 1 s to 365 d; empty means until the browser is closed
 * @param secret what it is signed with
 */
public record Sticky(Optional<String> cookie, Optional<Duration> ttl, Secret secret) {
    /** JSON pointer of the secret field. */
    public static final String SECRET = "/spec/sticky/secret";

    private static final int SHORTEST_SECRET = 16;

    public Sticky {
        Guard.check("spec.sticky.cookie", cookie.flatMap(Sticky::cookieFault));
        ttl.ifPresent(Sticky::check);
        if (secret.fingerprint().isEmpty() && secret.text().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("spec.sticky.secret is too short (it is not shown); expected "
                    + SHORTEST_SECRET + " characters or more, for example from openssl rand -base64 32");
        }
    }

    /** What is wrong with the name of a cookie. */
    static Optional<String> cookieFault(String name) {
        return HeaderText.isToken(name)
                ? Optional.empty()
                : Optional.of("is " + name + "; expected the name of a cookie such as noon-target");
    }

    private static void check(Duration ttl) {
        Guard.check("spec.sticky.ttl", DurationText.fault(ttl, Duration.ofSeconds(1), Duration.ofDays(365)));
    }
}
