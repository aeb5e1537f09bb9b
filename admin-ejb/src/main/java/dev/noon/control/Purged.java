package dev.noon.control;

/** A committed purge and the nodes that have applied it. */
public record Purged(Operation operation, Acknowledged acknowledged) {}
