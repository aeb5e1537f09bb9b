package dev.noon.control;

/** The ports to the store. */
public record Stores(
        RevisionLog revisions,
        OperationLog operations,
        Heartbeats heartbeats,
        Receipts receipts,
        SealedSecrets secrets,
        EventLog events,
        AccessTokens tokens,
        Candidates candidates,
        Figures figures) {}
