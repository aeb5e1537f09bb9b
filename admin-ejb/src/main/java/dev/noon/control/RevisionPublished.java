package dev.noon.control;

/** A revision was committed. A wake-up: what it says is read from the log, never from here. */
public record RevisionPublished(String environment, long number, String hash) {}
