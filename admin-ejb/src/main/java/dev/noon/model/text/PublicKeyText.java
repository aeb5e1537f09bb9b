package dev.noon.model.text;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys in PEM (RFC 7468 section 13): RSA of 2048 bits or more, elliptic curves, Edwards curves. */
public final class PublicKeyText {
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----(?<body>[A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final List<String> TYPES = List.of("RSA", "EC", "EdDSA");
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LONGEST = 8192;

    private PublicKeyText() {}

    /** What is wrong with a key; the text itself is not repeated. */
    public static Optional<String> fault(String text) {
        if (text.contains("PRIVATE KEY")) {
            return Optional.of("is a private key; expected the public one: a gateway only checks signatures");
        }
        Matcher matcher = PEM.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.of("is not a public key in PEM; expected -----BEGIN PUBLIC KEY----- and what follows it");
        }
        return decoded(matcher.group("body"))
                .map(PublicKeyText::weakness)
                .orElseGet(() -> Optional.of("cannot be decoded; expected an RSA, EC or EdDSA key in PEM"));
    }

    private static Optional<String> weakness(PublicKey key) {
        int bits = key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : LEAST_RSA_BITS;
        return bits >= LEAST_RSA_BITS
                ? Optional.empty()
                : Optional.of("has " + bits + " bits; expected at least " + LEAST_RSA_BITS);
    }

    private static Optional<PublicKey> decoded(String body) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return TYPES.stream().flatMap(type -> decoded(type, bytes).stream()).findFirst();
    }

    private static Optional<PublicKey> decoded(String type, byte[] bytes) {
        try {
            return Optional.of(KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
