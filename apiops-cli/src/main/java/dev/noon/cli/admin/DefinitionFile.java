package dev.noon.cli.admin;

/**
 * One file of definitions.
 *
 * @param name as the user would open it from where the command was typed; {@code stdin} for {@code -}
 * @param text all of it
 */
public record DefinitionFile(String name, String text) {}
