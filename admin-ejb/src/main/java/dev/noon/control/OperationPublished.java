package dev.noon.control;

/** An operation was committed. A wake-up: what it says is read from the log, never from here. */
public record OperationPublished(String environment, long number) {}
