package dev.noon.cli.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checkout that the launcher stands in, with what the build made there.
 *
 * @param root made absolute
 */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    Path war() {
        return root.resolve("gateway-web/target/gateway-web.war");
    }

    Path payara() {
        return root.resolve("gateway-web/target/runtime/payara-micro.jar");
    }

    Path serverFile(String name) {
        return root.resolve("docker/payara").resolve(name);
    }

    Path samples() {
        return root.resolve("samples");
    }

    /** What a node needs and is not there. */
    List<Path> missing() {
        return Stream.concat(
                        Stream.of(war(), payara()),
                        NodeProcess.SERVER_FILES.stream().map(this::serverFile))
                .filter(file -> !Files.isRegularFile(file))
                .toList();
    }

    /** The Java that runs this. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A command that runs {@code noon} in a JVM of its own: from the archive, or from classes when that is how this one runs. */
    static List<String> noon(List<String> jvmOptions) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvmOptions);
        Path self = self();
        if (Files.isRegularFile(self)) {
            command.addAll(List.of("-jar", self.toString()));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.noon.cli.Noon"));
        }
        return command;
    }

    private static Path self() {
        try {
            return Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
