package dev.noon.control;

/** A committed operation and the nodes that have applied it. */
public record Operated(Operation operation, Acknowledged acknowledged) {}
