package dev.noon.it;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An identity provider's tokens, and those of people who are none. */
final class SignedTokens {
    static final String ISSUER = "https://id.example";

    private final KeyPair pair;
    private final String kid;

    /** @param kid what its tokens name its key by */
    SignedTokens(String kid) {
        this.kid = kid;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key as a member of a key set. */
    String jwk() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"" + kid + "\",\"n\":\"" + number(key.getModulus())
                + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}";
    }

    /** A good token of {@code subject}; {@code more} are further claims, with single quotes and a comma in front. */
    String of(String subject, String more) {
        return token("'kid':'" + kid + "'", claims("'sub':'" + subject + "'" + more));
    }

    /** A token that is signed, with these members in its header beside the algorithm. */
    String token(String header, String claims) {
        String signed = part("{'alg':'RS256'," + header + "}") + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token without a signature. */
    static String unsigned(String algorithm) {
        return part("{'alg':'" + algorithm + "'}") + "." + part(claims("'sub':'it-seven'")) + ".";
    }

    /** A token that is signed with the public key as if that were a secret. */
    String confused() {
        String signed = part("{'alg':'HS256','kid':'" + kid + "'}") + "." + part(claims("'sub':'it-seven'"));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256"));
            return signed + "." + text(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claims of a token that is good for an hour, and these. */
    static String claims(String more) {
        return "{'iss':'" + ISSUER + "','aud':'it','exp':" + in(3600) + "," + more + "}";
    }

    /** Seconds since 1970, so many from now. */
    static long in(long seconds) {
        return Clock.systemUTC().millis() / 1000 + seconds;
    }

    private static String part(String json) {
        return text(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return text(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
