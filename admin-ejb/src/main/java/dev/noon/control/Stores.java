package dev.noon.control;

/** The five ports to the store. */
public record Stores(
        RevisionLog revisions,
        OperationLog operations,
        Heartbeats heartbeats,
        Receipts receipts,
        Candidates candidates) {}
