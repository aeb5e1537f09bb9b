package dev.noon.control;

/**
 * Why a node does not serve a revision (a NACK).
 *
 * @param revision number of the refused revision
 * @param reason what is wrong, in words
 * @param field the definition and field, for example {@code ApiProxy/loans spec.route.path}; empty when unknown
 */
public record Refusal(long revision, String reason, String field) {}
