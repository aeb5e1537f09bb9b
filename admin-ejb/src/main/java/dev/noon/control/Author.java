package dev.noon.control;

/**
 * Who changed something, on what grounds, and from where: the audit half of a revision or an operation.
 *
 * @param actor name of the caller, for example {@code administrator}
 * @param permission the permission that was checked, for example {@code apply}
 * @param origin network address of the caller
 * @param requestId identity of the request; unique per attempt of a caller
 */
public record Author(String actor, String permission, String origin, String requestId) {}
