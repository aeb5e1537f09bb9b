package dev.noon.control;

import java.util.Optional;

/**
 * One field of one definition that differs.
 *
 * @param path JSON pointer of the field in the definition
 * @param oldValue what stood there; empty when the field is new
 * @param newValue what stands there now; empty when the field is gone
 */
public record FieldChange(String path, Optional<String> oldValue, Optional<String> newValue) {}
