package dev.noon.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code docker/payara}, with the {@code ${NOON_…}} of one node filled in. */
final class ServerFiles {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(NOON_[A-Z_]+)}");

    private final Path directory;

    private ServerFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies the files of {@code source} to {@code directory}.
     *
     * @throws IllegalStateException if a file names a placeholder without a value
     */
    static ServerFiles fill(Path source, Path directory, Map<String, String> values) {
        try (Stream<Path> files = Files.list(source)) {
            Files.createDirectories(directory);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String filled = fill(file, Files.readString(file), values);
                Files.writeString(directory.resolve(file.getFileName().toString()), filled);
            }
            return new ServerFiles(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fill " + source, e);
        }
    }

    /** Words of the Java command before {@code -jar}. */
    List<String> jvm() {
        return List.of("@" + directory.resolve("jvm.options"));
    }

    /** Options of Payara Micro that name the files. */
    List<String> server() {
        return List.of(
                "--prebootcommandfile",
                directory.resolve("pre-boot.asadmin").toString(),
                "--postdeploycommandfile",
                directory.resolve("post-deploy.asadmin").toString(),
                "--hzconfigfile",
                directory.resolve("hazelcast.xml").toString(),
                "--logproperties",
                directory.resolve("logging.properties").toString());
    }

    private static String fill(Path file, String text, Map<String, String> values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = values.getOrDefault(matcher.group(1), "");
            if (value.isEmpty()) {
                throw new IllegalStateException(file + " asks for " + matcher.group(1) + "; no value is known");
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        return new String(filled.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
