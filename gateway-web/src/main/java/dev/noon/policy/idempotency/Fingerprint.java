package dev.noon.policy.idempotency;

import dev.noon.exchange.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes parts so that no two lists of parts run together. Used once, by one thread. */
final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What makes two requests the same. */
    static byte[] of(Request request, byte[] body) {
        return new Fingerprint()
                .part(request.method())
                .part(request.target())
                .part(request.headers().valueOr("Content-Type", ""))
                .part(body)
                .bytes();
    }

    Fingerprint part(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8));
    }

    Fingerprint part(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
        return this;
    }

    byte[] bytes() {
        return digest.digest();
    }

    String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
