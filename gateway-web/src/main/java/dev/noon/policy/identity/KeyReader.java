package dev.noon.policy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import dev.noon.model.IdentityProvider;
import dev.noon.model.json.BoundedJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads public keys. What is no public key for signatures is left out. */
final class KeyReader {
    private static final int DEEPEST = 8;
    private static final int MOST_KEYS = 100;
    /** What the 32 bytes of an Ed25519 key follow (RFC 8410 section 4). */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private KeyReader() {}

    /**
     * The keys of a JSON Web Key Set (RFC 7517 section 5).
     *
     * @throws IOException if it is none, or has no key that can be used
     */
    static List<VerificationKey> set(byte[] text) throws IOException {
        try {
            JsonValue read = BoundedJson.read(text, DEEPEST);
            JsonArray all = read instanceof JsonObject set && set.get("keys") instanceof JsonArray array
                    ? array
                    : JsonValue.EMPTY_JSON_ARRAY;
            List<VerificationKey> keys = new ArrayList<>();
            all.stream().limit(MOST_KEYS).forEach(key -> key(key).ifPresent(keys::add));
            if (keys.isEmpty()) {
                throw new IOException("it is no key set, or has no key that can be used");
            }
            return keys;
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no key set", e);
        }
    }

    /** Keys that are written down. */
    static List<VerificationKey> written(List<IdentityProvider.PublicKey> keys) {
        return keys.stream()
                .map(key -> new VerificationKey(Optional.of(key.kid()), Optional.empty(), pem(key.pem())))
                .toList();
    }

    private static Optional<VerificationKey> key(JsonValue value) {
        try {
            JWK jwk = JWK.parse(value.toString());
            boolean signs = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
            return signs && !jwk.isPrivate()
                    ? publicKey(jwk)
                            .map(key -> new VerificationKey(
                                    Optional.ofNullable(jwk.getKeyID()),
                                    Optional.ofNullable(jwk.getAlgorithm()).map(algorithm -> algorithm.getName()),
                                    key))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            // A kind of key that this library does not know: others of the set may do.
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> publicKey(JWK jwk) throws JOSEException {
        if (jwk instanceof RSAKey rsa) {
            return Optional.of(rsa.toRSAPublicKey());
        }
        if (jwk instanceof ECKey ec) {
            return Optional.of(ec.toECPublicKey());
        }
        boolean edwards =
                jwk instanceof OctetKeyPair pair && pair.getCurve().getName().equals("Ed25519");
        if (!edwards) {
            return Optional.empty();
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(ED25519);
        encoded.writeBytes(((OctetKeyPair) jwk).getX().decode());
        return decoded("EdDSA", encoded.toByteArray());
    }

    /** The definition's own rule has found it sound. */
    private static PublicKey pem(String text) {
        String body = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "");
        byte[] bytes = Base64.getMimeDecoder().decode(body);
        return Stream.of("RSA", "EC", "EdDSA")
                .flatMap(type -> decoded(type, bytes).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("spec.keys.inline has a key that cannot be decoded"));
    }

    private static Optional<PublicKey> decoded(String type, byte[] bytes) {
        try {
            return Optional.of(KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
