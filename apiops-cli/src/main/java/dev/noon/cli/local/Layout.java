package dev.noon.cli.local;

import java.nio.file.Path;

/**
 * Where things are under the data directory.
 *
 * @param data made absolute
 */
public record Layout(Path data) {

    public Layout {
        data = data.toAbsolutePath().normalize();
    }

    public Path adminToken() {
        return data.resolve("admin-token");
    }

    /** Keys that seal secrets, the current one first. */
    public Path secretsKey() {
        return data.resolve("secrets-key");
    }

    Path lock() {
        return data.resolve("lock");
    }

    Path store() {
        return data.resolve("store");
    }

    Path node(String name) {
        return data.resolve("nodes").resolve(name);
    }

    Path log(String process) {
        return data.resolve("logs").resolve(process + ".log");
    }

    Path run() {
        return data.resolve("run");
    }
}
