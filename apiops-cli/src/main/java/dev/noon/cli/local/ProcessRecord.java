package dev.noon.cli.local;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is written down of a process that we started. The start time tells it from a stranger that got its number later.
 *
 * @param launch how it was started, so that it can be started again
 */
public record ProcessRecord(long pid, Instant started, Launch launch) {

    /** The system's clock may be set between two looks at a start time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    String name() {
        return launch.name();
    }

    String bind() {
        return launch.bind();
    }

    /** The process, while it lives and is the one that we started. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::isTheSame)
                .filter(process -> !isZombie());
    }

    boolean isAlive() {
        return handle().isPresent();
    }

    boolean isNode() {
        return name().startsWith("node-");
    }

    int port(String purpose) {
        return launch.ports().getOrDefault(purpose, 0);
    }

    private boolean isTheSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    /** Ended, but not yet collected by its parent, which in a container may never happen. Told by Linux only. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("name", name())
                .add("pid", pid)
                .add("started", started.toString())
                .add("bind", bind())
                .add("ports", Json.createObjectBuilder(Map.copyOf(launch.ports())))
                .add("log", launch.log().toString())
                .add("command", Json.createArrayBuilder(launch.command()))
                .build();
    }

    static ProcessRecord of(JsonObject json) {
        JsonObject ports = json.getJsonObject("ports");
        Launch launch = new Launch(
                json.getString("name"),
                json.getJsonArray("command").getValuesAs(JsonString::getString),
                Path.of(json.getString("log")),
                json.getString("bind"),
                ports.keySet().stream().collect(Collectors.toMap(Function.identity(), ports::getInt)));
        return new ProcessRecord(
                json.getJsonNumber("pid").longValue(), Instant.parse(json.getString("started")), launch);
    }
}
