package dev.noon.control.secret;

/**
 * A secret as it may be stored.
 *
 * @param fingerprint 32 hexadecimal digits that definitions have in its place
 * @param text {@code noon1:KEY:BASE64}: the key it is sealed with, then nonce, ciphertext and tag
 */
public record Sealed(String fingerprint, String text) {}
