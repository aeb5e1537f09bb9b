package dev.noon.snapshot;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.DefinitionId;
import dev.noon.model.Secret;

/** Opens the secrets of definitions that are being compiled. Used by one thread at a time; never blocks. */
@FunctionalInterface
public interface SecretSource {
    /**
     * The secret in clear.
     *
     * @param field JSON pointer in the definition
     * @param secret what the definition has there
     * @throws CompileException if it does not open on this node; the message says why and shows nothing of it
     */
    ClearSecret open(DefinitionId id, String field, Secret secret) throws CompileException;
}
