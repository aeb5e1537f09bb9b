package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.SecretText;
import java.util.Optional;

/**
 * The value of a secret field: in what a user sends the secret itself, in everything that is stored, hashed, compared or
 * shown {@code keep:} and its fingerprint. It prints as neither.
 */
public record Secret(String text) {
    public Secret {
        Guard.check("secret", SecretText.fault(text));
    }

    /** What stands in a definition for the secret of that fingerprint. */
    public static String keep(String fingerprint) {
        return SecretText.KEEP + fingerprint;
    }

    /** The fingerprint, if this is not the secret itself: 32 hexadecimal digits. */
    public Optional<String> fingerprint() {
        return SecretText.isKept(text) ? Optional.of(text.substring(SecretText.KEEP.length())) : Optional.empty();
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return fingerprint().map(Secret::keep).orElse("(secret)");
    }
}
