package dev.noon.cli.admin;

import jakarta.json.JsonObject;

/**
 * A 2xx of the admin API.
 *
 * @param raw the body as it came
 * @param json the same, read
 */
public record AdminAnswer(int status, String raw, JsonObject json) {}
