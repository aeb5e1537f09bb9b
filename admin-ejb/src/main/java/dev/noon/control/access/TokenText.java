package dev.noon.control.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as its bearer shows it: {@code noon_ID_SECRET}. The secret has 256 random bits, so that one SHA-256 is enough
 * to keep it by.
 *
 * @param id 12 hex digits
 * @param secret 64 hex digits
 */
public record TokenText(String id, String secret) {
    private static final Pattern SHAPE = Pattern.compile("noon_([0-9a-f]{12})_([0-9a-f]{64})");
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    /** The token in {@code text}; empty if it has another shape. */
    public static Optional<TokenText> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches() ? Optional.of(new TokenText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** A new one. */
    public static TokenText generate(RandomGenerator random) {
        return new TokenText(hex(random, ID_BYTES), hex(random, SECRET_BYTES));
    }

    /** SHA-256 of the secret, lower-case hex. */
    public String digest() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether {@code kept} is the digest of this token's secret; takes the same time whatever it is. */
    public boolean fits(String kept) {
        return MessageDigest.isEqual(
                digest().getBytes(StandardCharsets.US_ASCII), kept.getBytes(StandardCharsets.US_ASCII));
    }

    /** The whole text, to be shown once. */
    public String text() {
        return "noon_" + id + "_" + secret;
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "noon_" + id + "_…";
    }

    private static String hex(RandomGenerator random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
