package dev.noon.admin.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.noon.admin.SignedTokens;
import dev.noon.control.access.Identity;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Verifies bearer tokens of one identity provider. The algorithm is the one that was configured and the key comes from
 * the place that was configured: what a token itself says of algorithms, keys and their addresses is never followed.
 * Thread-safe.
 */
public final class OidcTokens implements SignedTokens {
    private static final Logger LOG = System.getLogger(OidcTokens.class.getName());
    private static final int MAX_CHARS = 16 * 1024;
    private static final int MIN_RSA_BITS = 2048;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Set<String> TYPES = Set.of("JWT", "at+jwt");

    private final OidcSettings settings;
    private final ProviderKeys keys;
    private final ClaimedGrants grants;
    private final WallClock clock;

    public OidcTokens(OidcSettings settings, KeySource source, Ticker ticker, WallClock clock) {
        this.settings = settings;
        this.keys = new ProviderKeys(source, ticker);
        this.grants = new ClaimedGrants(settings.rolesClaim());
        this.clock = clock;
    }

    @Override
    public Optional<Identity> verify(String token) {
        if (token.length() > MAX_CHARS || token.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            if (!isAcceptable(signed.getHeader()) || !isSigned(signed)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            return isMeant(claims) && isTimely(claims) ? identity(claims) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "a signed token is refused: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether it is the one algorithm, and the header asks for nothing else. */
    private boolean isAcceptable(JWSHeader header) {
        JOSEObjectType type = header.getType();
        return header.getAlgorithm().getName().equals(settings.algorithm())
                && header.getCriticalParams() == null
                && header.isBase64URLEncodePayload()
                && header.getJWK() == null
                && header.getJWKURL() == null
                && header.getX509CertURL() == null
                && header.getX509CertChain() == null
                && (type == null || TYPES.contains(type.getType()))
                && (header.getKeyID() == null
                        || PRINTABLE.matcher(header.getKeyID()).matches());
    }

    private boolean isSigned(SignedJWT signed) throws JOSEException {
        Optional<JWK> key = keys.find(Optional.ofNullable(signed.getHeader().getKeyID()));
        return key.isPresent() && isForSigning(key.get()) && signed.verify(verifier(key.get()));
    }

    private boolean isForSigning(JWK key) {
        boolean fits = settings.algorithm().equals("RS256")
                ? key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS
                : key instanceof ECKey;
        return fits
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getAlgorithm() == null || key.getAlgorithm().getName().equals(settings.algorithm()));
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        return new ECDSAVerifier(key.toECKey());
    }

    private boolean isMeant(JWTClaimsSet claims) {
        return settings.issuer().equals(claims.getIssuer())
                && claims.getAudience().stream().anyMatch(settings.audiences()::contains);
    }

    private boolean isTimely(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        Date begins = claims.getNotBeforeTime();
        long now = clock.millis();
        long skew = settings.skew().toMillis();
        return expires != null && now - skew < expires.getTime() && (begins == null || now + skew >= begins.getTime());
    }

    /** {@code upn}, as MicroProfile JWT prefers it, or {@code sub}; what users may change about themselves is not used. */
    private Optional<Identity> identity(JWTClaimsSet claims) throws ParseException {
        String upn = claims.getStringClaim("upn");
        String name = upn == null ? claims.getSubject() : upn;
        return name != null && PRINTABLE.matcher(name).matches()
                ? Optional.of(new Identity(name + " (oidc)", grants.of(claims.getClaims())))
                : Optional.empty();
    }
}
