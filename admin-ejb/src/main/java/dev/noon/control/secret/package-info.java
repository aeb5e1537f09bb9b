/**
 * Seals and opens secrets: keys from a file, AES-256-GCM, fingerprints. Nothing here knows where sealed secrets are kept,
 * who may apply them or what they are for. Read {@link dev.noon.control.secret.Vault} first.
 */
@NullMarked
package dev.noon.control.secret;

import org.jspecify.annotations.NullMarked;
