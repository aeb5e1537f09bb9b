package dev.noon.control;

import dev.noon.cache.SharedRecords;

/**
 * The ports to the store.
 *
 * @param counters records of one environment that outlive every node; a call waits a second at most, and one that
 *     forgets a record waits too
 */
public record Stores(
        RevisionLog revisions,
        OperationLog operations,
        Heartbeats heartbeats,
        Receipts receipts,
        SealedSecrets secrets,
        EventLog events,
        AccessTokens tokens,
        Candidates candidates,
        Figures figures,
        SharedRecords counters) {}
