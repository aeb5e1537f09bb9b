package dev.noon.control;

import java.util.Optional;

/**
 * What a node says to a candidate.
 *
 * @param refusal why it cannot serve it; empty when it has it prepared
 */
public record Vote(NodeIdentity node, Optional<Refusal> refusal, long timeMillis) {}
