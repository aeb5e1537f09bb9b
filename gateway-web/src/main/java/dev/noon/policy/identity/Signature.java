package dev.noon.policy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Base64;

/** The signature of a token in its three parts. */
final class Signature {
    private Signature() {}

    /** Whether {@code key} has made it, with the algorithm that the header names; the key must fit that. */
    static boolean isRight(String[] parts, PublicKey key) {
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        try {
            if (key instanceof RSAPublicKey rsa) {
                return isRight(parts, signed, new RSASSAVerifier(rsa));
            }
            if (key instanceof ECPublicKey ec) {
                return isRight(parts, signed, new ECDSAVerifier(ec));
            }
            java.security.Signature edwards = java.security.Signature.getInstance("EdDSA");
            edwards.initVerify(key);
            edwards.update(signed);
            return edwards.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isRight(String[] parts, byte[] signed, JWSVerifier verifier)
            throws ParseException, JOSEException {
        JWSHeader header = JWSHeader.parse(new Base64URL(parts[0]));
        return verifier.verify(header, signed, new Base64URL(parts[2]));
    }
}
