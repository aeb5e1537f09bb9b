package dev.noon.control.tokens;

import dev.noon.control.access.AccessToken;
import dev.noon.control.access.TokenText;

/** A new token, with the secret that nobody will see again. */
public record Issued(AccessToken token, TokenText text) {}
