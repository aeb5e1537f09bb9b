package dev.noon.model;

/** A file as a user sent it; problems name it. */
public record SourceFile(String name, String text) {}
