package dev.noon.policy.identity;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * A public key of a provider.
 *
 * @param id what tokens name it by; empty if it has no name
 * @param algorithm the one algorithm that it is for; empty for every one that fits
 */
record VerificationKey(Optional<String> id, Optional<String> algorithm, PublicKey key) {
    private static final int LEAST_RSA_BITS = 2048;

    /** Whether signatures of that algorithm can be made with it, and may be. */
    boolean fits(String wanted) {
        boolean kind =
                switch (wanted.substring(0, 2)) {
                    case "RS", "PS" ->
                        key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
                    case "ES" -> key instanceof ECPublicKey;
                    default -> key instanceof EdECPublicKey;
                };
        return kind && algorithm.filter(own -> !own.equals(wanted)).isEmpty();
    }
}
