package dev.noon.control;

import dev.noon.model.DefinitionId;

/**
 * What may be told of a secret.
 *
 * @param field JSON pointer in the definition
 * @param key name of the key that it is sealed with
 * @param inForce whether the newest revision uses it; others are there for a rollback
 */
public record KeptSecret(DefinitionId id, String field, String fingerprint, String key, boolean inForce) {}
