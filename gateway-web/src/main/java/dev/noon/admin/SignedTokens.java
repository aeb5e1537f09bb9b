package dev.noon.admin;

import dev.noon.control.access.Identity;
import java.util.Optional;

/** Verifies tokens that an identity provider has signed. Thread-safe. */
@FunctionalInterface
public interface SignedTokens {
    /** Whose token it is, and what it grants; empty if anything about it is wrong, without saying what. */
    Optional<Identity> verify(String token);
}
