package dev.noon.it.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built artefacts and server files are. Immutable. */
public record Checkout(Path root) {
    /**
     * The checkout around the working directory.
     *
     * @throws IllegalStateException if the working directory is not in one
     */
    public static Checkout find() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.isDirectory(directory.resolve("gateway-web"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException(
                    "run this inside the checkout; " + Path.of("").toAbsolutePath() + " is not");
        }
        return new Checkout(directory);
    }

    public Path microJar() {
        return built("gateway-web/target/runtime/payara-micro.jar");
    }

    public Path war() {
        return built("gateway-web/target/gateway-web.war");
    }

    public Path ear() {
        return built("gateway-ear/target/gateway-ear.ear");
    }

    public Path cliJar() {
        return built("apiops-cli/target/noon-cli.jar");
    }

    /** A library of the WAR, built by its own module. */
    public Path jar(String module) {
        return built(module + "/target/" + module + "-0.1.0.jar");
    }

    public Path serverFiles() {
        return built("docker/payara");
    }

    /** A place for what this run leaves; inside {@code target}. */
    public Path scratch(String name) {
        return root.resolve("src-it/target").resolve(name);
    }

    /** A file of this module that is not built. */
    public Path source(String path) {
        return built("src-it/" + path);
    }

    private Path built(String path) {
        Path file = root.resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing; build it with: mvn -DskipTests package");
        }
        return file;
    }
}
