package dev.noon.admin.oidc;

import java.time.Duration;
import java.util.Set;

/**
 * What a token must be like.
 *
 * @param issuer the whole {@code iss}
 * @param audiences one of them must be in {@code aud}
 * @param algorithm {@code RS256} or {@code ES256}, and no other
 * @param rolesClaim the claim with the roles, for example {@code groups} or {@code realm_access/roles}
 * @param skew how far the provider's clock may be off, zero to five minutes
 */
public record OidcSettings(String issuer, Set<String> audiences, String algorithm, String rolesClaim, Duration skew) {
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    public OidcSettings {
        audiences = Set.copyOf(audiences);
        require(!issuer.isBlank(), "mp.jwt.verify.issuer", issuer, "the provider's name as its tokens spell it");
        require(!audiences.isEmpty(), "mp.jwt.verify.audiences", audiences, "the audience of tokens for this manager");
        require(
                algorithm.equals("RS256") || algorithm.equals("ES256"),
                "mp.jwt.verify.publickey.algorithm",
                algorithm,
                "RS256 or ES256");
        require(!rolesClaim.isBlank(), "noon.admin.oidc.roles-claim", rolesClaim, "the name of a claim");
        require(
                !skew.isNegative() && skew.compareTo(MOST_SKEW) <= 0,
                "mp.jwt.verify.clock.skew",
                skew.toSeconds(),
                "0 to 300 seconds");
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is '" + value + "'; expected " + expected);
        }
    }
}
