package dev.noon.cli.local;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is written down of a process that we started. The start time tells it from a stranger that got its number later.
 *
 * @param ports by purpose: {@code http}, {@code admin}, {@code grid}, or {@code port}
 */
public record ProcessRecord(String name, long pid, Instant started, String bind, Map<String, Integer> ports) {

    /** The system's clock may be set between two looks at a start time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public ProcessRecord {
        ports = new LinkedHashMap<>(ports);
    }

    /** The process, while it lives and is the one that we started. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheSame);
    }

    boolean isAlive() {
        return handle().isPresent();
    }

    boolean isNode() {
        return name.startsWith("node-");
    }

    int port(String purpose) {
        return ports.getOrDefault(purpose, 0);
    }

    private boolean isTheSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    JsonObject toJson() {
        JsonObjectBuilder portsJson = Json.createObjectBuilder();
        ports.forEach(portsJson::add);
        return Json.createObjectBuilder()
                .add("name", name)
                .add("pid", pid)
                .add("started", started.toString())
                .add("bind", bind)
                .add("ports", portsJson)
                .build();
    }

    static ProcessRecord of(JsonObject json) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        JsonObject portsJson = json.getJsonObject("ports");
        portsJson.keySet().forEach(purpose -> ports.put(purpose, portsJson.getInt(purpose)));
        return new ProcessRecord(
                json.getString("name"),
                json.getJsonNumber("pid").longValue(),
                Instant.parse(json.getString("started")),
                json.getString("bind"),
                ports);
    }
}
