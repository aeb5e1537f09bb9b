package dev.noon.cache;

/** One stored header line. */
public record HeaderField(String name, String value) {}
