package dev.noon.control;

import dev.noon.control.secret.Sealed;
import dev.noon.control.secret.SecretPlace;
import dev.noon.model.DefinitionId;

/**
 * A secret as it is stored: sealed, and with what it was sealed for.
 *
 * @param field JSON pointer in the definition
 * @param revision number of the revision that it was sealed for, or sealed anew for
 */
public record SealedSecret(DefinitionId id, String field, Sealed sealed, long revision) {
    /** Where it belongs. */
    SecretPlace place(String environment) {
        return new SecretPlace(environment, id, field);
    }
}
