package dev.noon.control;

/**
 * A node among the others.
 *
 * @param environment the environment it serves
 * @param name unique within the environment, for example {@code node-1}
 * @param address where other nodes reach it, for people to read
 */
public record NodeIdentity(String environment, String name, String address) {}
