package dev.noon.control.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Derives keys from a key: HKDF with SHA-256 (RFC 5869). */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int BLOCK = 32;
    private static final int MOST_BLOCKS = 255;

    private Hkdf() {}

    /** A key of 32 bytes from {@code master}, for the one purpose that {@code info} names. */
    static byte[] key(byte[] master, String info) {
        byte[] salt = "noon.dev/secrets".getBytes(StandardCharsets.UTF_8);
        return derive(master, salt, info.getBytes(StandardCharsets.UTF_8), BLOCK);
    }

    /** @param length bytes wanted, 1 to 8160 */
    static byte[] derive(byte[] input, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > MOST_BLOCKS * BLOCK) {
            throw new IllegalArgumentException("length is " + length + "; must be 1 to " + MOST_BLOCKS * BLOCK);
        }
        byte[] extracted = hmac(salt.length == 0 ? new byte[BLOCK] : salt, input);
        byte[] output = new byte[0];
        byte[] block = new byte[0];
        for (int count = 1; output.length < length; count++) {
            block = hmac(extracted, block, info, new byte[] {(byte) count});
            int from = output.length;
            output = Arrays.copyOf(output, from + BLOCK);
            System.arraycopy(block, 0, output, from, BLOCK);
        }
        return Arrays.copyOf(output, length);
    }

    /** HMAC with SHA-256 over {@code parts}, one after the other. */
    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }
}
