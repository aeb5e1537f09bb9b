package dev.noon.control;

/** A candidate is put to the vote. A wake-up: what it says is read from the store, never from here. */
public record CandidateProposed(String environment, String hash) {}
