package dev.noon.control.audit;

/**
 * Something in the audit log that cannot be as it was written.
 *
 * @param log where: a log, {@code tokens} or {@code members}
 * @param entry which: its number or name
 * @param fault what is wrong, in words
 */
public record Fault(String log, String entry, String fault) {}
