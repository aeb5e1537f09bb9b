package dev.noon.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts. Every part is prefixed with its length, so {@code ab + c} is never {@code a + bc}. */
final class Digest {
    private final MessageDigest sha256;

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static Digest start() {
        return new Digest();
    }

    /** Lower-case hex of the SHA-256 of {@code bytes} alone. */
    static String hexOf(byte[] bytes) {
        return HexFormat.of().formatHex(new Digest().sha256.digest(bytes));
    }

    Digest part(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
        return this;
    }

    Digest part(long number) {
        return part(Long.toString(number));
    }

    Digest part(Author author) {
        return part(author.actor())
                .part(author.permission())
                .part(author.origin())
                .part(author.requestId());
    }

    byte[] bytes() {
        return sha256.digest();
    }

    String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
