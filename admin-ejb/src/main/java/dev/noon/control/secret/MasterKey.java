package dev.noon.control.secret;

import dev.noon.model.text.Guard;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One master key, as the two keys derived from it: one encrypts, the other makes fingerprints. Immutable; never shown.
 * Its random nonces allow for about four thousand million seals.
 */
final class MasterKey {
    /** Bytes of a master key. */
    static final int BYTES = 32;

    private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int FINGERPRINT_BYTES = 16;

    private final String id;
    private final SecretKeySpec sealing;
    private final byte[] fingerprinting;

    MasterKey(String id, byte[] master) {
        Guard.check("key id", idFault(id));
        if (master.length != BYTES) {
            throw new IllegalArgumentException("key " + id + " has " + master.length + " bytes; must be " + BYTES);
        }
        this.id = id;
        this.sealing = new SecretKeySpec(Hkdf.key(master, "noon/secrets/1/seal"), "AES");
        this.fingerprinting = Hkdf.key(master, "noon/secrets/1/fingerprint");
    }

    /** What is wrong with the name of a key. */
    static Optional<String> idFault(String id) {
        return ID.matcher(id).matches()
                ? Optional.empty()
                : Optional.of("is not a name; expected at most 32 lower-case letters, digits and -, a letter or digit"
                        + " first and last");
    }

    String id() {
        return id;
    }

    /** 32 hexadecimal digits that tell equal secrets of one place, and nothing else of them. */
    String fingerprint(SecretPlace place, String clear) {
        byte[] mac = Hkdf.hmac(fingerprinting, place.bytes(clear));
        return HexFormat.of().formatHex(mac, 0, FINGERPRINT_BYTES);
    }

    /** Encrypts {@code clear}, bound to {@code bound}; the answer begins with the nonce. */
    byte[] seal(byte[] nonce, byte[] bound, String clear) {
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, bound, clear.getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
        return both;
    }

    /** What {@link #seal} was given; empty if any byte is not as it was made, or the key is another. */
    Optional<String> open(byte[] sealed, byte[] bound) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
        return run(Cipher.DECRYPT_MODE, nonce, bound, rest).map(clear -> new String(clear, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> run(int mode, byte[] nonce, byte[] bound, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            return Optional.of(cipher.doFinal(text));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256 with GCM", e);
        }
    }

    /** The name alone. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
