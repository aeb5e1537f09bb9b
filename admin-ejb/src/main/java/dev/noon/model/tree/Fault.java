package dev.noon.model.tree;

/**
 * Something that a document may not contain, whatever it is about.
 *
 * @param pointer JSON pointer within its document; empty when the document as a whole is meant
 */
public record Fault(Position at, String pointer, String message) {}
