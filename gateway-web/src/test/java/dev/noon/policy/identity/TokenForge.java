package dev.noon.policy.identity;

import dev.noon.model.IdentityProvider;
import dev.noon.model.IdentityProvider.Algorithm;
import dev.noon.model.IdentityProvider.KeySet;
import dev.noon.model.IdentityProvider.PublicKey;
import dev.noon.model.Metadata;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens, rightly or not, and makes the providers that believe in them. */
final class TokenForge {
    static final String ISSUER = "https://id.example";

    /** Seconds since 1970 at which tokens are judged. */
    static final long NOW = 1_700_000_000;

    static final KeyPair RSA = pair("RSA", 2048);
    static final KeyPair OTHER_RSA = pair("RSA", 2048);
    static final KeyPair EC = curve();
    static final KeyPair EDWARDS = pair("Ed25519", 0);

    private TokenForge() {}

    /** Claims of a good token, with single quotes; {@code more} replaces or adds members. */
    static String claims(String more) {
        String own = more.isEmpty() ? "" : "," + more;
        StringBuilder claims = new StringBuilder("{");
        for (String claim :
                List.of("'iss':'" + ISSUER + "'", "'aud':'api'", "'sub':'partner-7'", "'exp':" + (NOW + 60))) {
            String name = claim.substring(0, claim.indexOf(':'));
            claims.append(more.contains(name + ":") ? "" : (claims.length() > 1 ? "," : "") + claim);
        }
        return claims + (claims.length() > 1 ? own : more) + "}";
    }

    /** A token with these parts, written with single quotes. */
    static String token(String header, String claims, Key key) {
        String signed = part(header) + "." + part(claims);
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(signed, key));
    }

    /** A good token that {@link #RSA} has signed. */
    static String good(String moreClaims) {
        return token("{'alg':'RS256','kid':'a'}", claims(moreClaims), RSA.getPrivate());
    }

    static String part(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Believes the keys of the forge, but for the other one. */
    static IdentityProvider provider() {
        return provider(new KeySet.Inline(
                List.of(new PublicKey("a", pem(RSA)), new PublicKey("b", pem(EC)), new PublicKey("c", pem(EDWARDS)))));
    }

    static IdentityProvider provider(KeySet keys) {
        return new IdentityProvider(
                new Metadata("idp", "default", Optional.empty()),
                URI.create(ISSUER),
                keys,
                List.of("api", "other-api"),
                List.of(Algorithm.RS256, Algorithm.ES256, Algorithm.EdDSA),
                "sub",
                Duration.ofSeconds(30));
    }

    /** A key set with that RSA key under that name. */
    static String jwks(String kid, KeyPair pair) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"" + kid + "\",\"n\":\"" + number(key.getModulus())
                + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}]}";
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static byte[] sign(String text, Key key) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try {
            if (key instanceof SecretKeySpec) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(bytes);
            }
            String name =
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSAinP1363Format";
                        default -> "EdDSA";
                    };
            java.security.Signature signature = java.security.Signature.getInstance(name);
            signature.initSign((PrivateKey) key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String type, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair curve() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
