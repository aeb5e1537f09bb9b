package dev.noon.control.tokens;

import dev.noon.control.access.Identity;

/** What became of a token that was shown. */
public sealed interface Recognition {
    /** It is good. */
    record Known(Identity identity) implements Recognition {}

    /** It is unknown, expired, revoked, or its secret is wrong. */
    record Unknown() implements Recognition {}

    /** The store cannot be asked, so nobody can tell whether it is still good. */
    record Unsure() implements Recognition {}

    /** Too many identifiers that this node had not seen came at once. */
    record Busy() implements Recognition {}
}
