package dev.noon.boot;

import dev.noon.control.SealedTexts;
import dev.noon.control.secret.CannotOpen;
import dev.noon.exchange.ClearSecret;
import dev.noon.model.DefinitionId;
import dev.noon.model.Secret;
import dev.noon.model.tree.Pointer;
import dev.noon.snapshot.CompileException;
import dev.noon.snapshot.SecretSource;

/** Opens for the data plane what control has fetched sealed. */
final class SecretOpener implements SecretSource {
    private final SealedTexts sealed;

    SecretOpener(SealedTexts sealed) {
        this.sealed = sealed;
    }

    @Override
    public ClearSecret open(DefinitionId id, String field, Secret secret) throws CompileException {
        try {
            return new ClearSecret(sealed.open(id, field, secret));
        } catch (CannotOpen e) {
            throw new CompileException(id, Pointer.field(field), "the secret cannot be opened: " + e.getMessage());
        }
    }
}
