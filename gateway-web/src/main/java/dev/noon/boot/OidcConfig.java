package dev.noon.boot;

import dev.noon.admin.SignedTokens;
import dev.noon.admin.oidc.KeySource;
import dev.noon.admin.oidc.OidcSettings;
import dev.noon.admin.oidc.OidcTokens;
import dev.noon.control.Clocks;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Signed tokens, if the operator wants them: MicroProfile JWT's own names say where the keys are ({@code
 * mp.jwt.verify.publickey.location}), who issues ({@code mp.jwt.verify.issuer}) and for whom ({@code
 * mp.jwt.verify.audiences}); {@code noon.admin.oidc.roles-claim} says where the roles stand (default {@code groups}).
 */
final class OidcConfig {
    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final int SKEW_SECONDS = 30;

    private OidcConfig() {}

    /**
     * A verifier as configured; empty if nothing is.
     *
     * @throws IllegalArgumentException if it is configured by half
     */
    static Optional<SignedTokens> tokens(Config config, Clocks clocks) {
        return text(config, LOCATION)
                .map(location ->
                        new OidcTokens(settings(config), KeySource.at(location), clocks.ticker(), clocks.wall()));
    }

    private static OidcSettings settings(Config config) {
        Set<String> audiences = text(config, "mp.jwt.verify.audiences").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(audience -> !audience.isEmpty())
                .collect(Collectors.toSet());
        return new OidcSettings(
                text(config, "mp.jwt.verify.issuer").orElse(""),
                audiences,
                text(config, "mp.jwt.verify.publickey.algorithm").orElse("RS256"),
                text(config, "noon.admin.oidc.roles-claim").orElse("groups"),
                Duration.ofSeconds(config.getOptionalValue("mp.jwt.verify.clock.skew", Integer.class)
                        .orElse(SKEW_SECONDS)));
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(name, String.class);
    }
}
