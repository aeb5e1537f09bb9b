package dev.noon.control.access;

/**
 * Somebody who has shown good credentials.
 *
 * @param name as the audit log will call it
 */
public record Identity(String name, Grants grants) {}
