package dev.noon.cli.admin;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the user named: files, directories with everything below them, {@code -} for standard input. */
public final class DefinitionFiles {

    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json");

    private final InputStream stdin;
    private final List<DefinitionFile> files = new ArrayList<>();
    private final Set<Path> seen = new HashSet<>();

    private DefinitionFiles(InputStream stdin) {
        this.stdin = stdin;
    }

    /**
     * Reads them all, each once, a directory's in the order of their names. Hidden files are passed over.
     *
     * @throws CliFailure with {@link Exit#USAGE} when one is absent, unreadable or not UTF-8, or a directory has none
     */
    public static List<DefinitionFile> read(List<String> typed, InputStream stdin) {
        DefinitionFiles files = new DefinitionFiles(stdin);
        typed.forEach(files::add);
        return List.copyOf(files.files);
    }

    private void add(String typed) {
        try {
            if (typed.equals("-")) {
                files.add(new DefinitionFile("stdin", decode("stdin", stdin.readAllBytes())));
            } else if (Files.isDirectory(Path.of(typed))) {
                addDirectory(Path.of(typed));
            } else if (Files.exists(Path.of(typed))) {
                addFile(Path.of(typed));
            } else {
                throw new CliFailure(Exit.USAGE, typed + ": no such file or directory");
            }
        } catch (IOException e) {
            throw new CliFailure(Exit.USAGE, typed + ": cannot be read: " + e);
        }
    }

    private void addDirectory(Path directory) throws IOException {
        List<Path> found;
        try (Stream<Path> below = Files.walk(directory)) {
            found = below.filter(path -> isDefinition(directory, path)).sorted().toList();
        }
        if (found.isEmpty()) {
            throw new CliFailure(Exit.USAGE, directory + ": has no *.yaml, *.yml or *.json below it");
        }
        for (Path file : found) {
            addFile(file);
        }
    }

    private static boolean isDefinition(Path directory, Path path) {
        for (Path part : directory.relativize(path)) {
            if (part.toString().startsWith(".") && !part.toString().equals("..")) {
                return false;
            }
        }
        String name = path.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(path);
    }

    private void addFile(Path file) throws IOException {
        if (seen.add(file.toAbsolutePath().normalize())) {
            files.add(new DefinitionFile(file.toString(), decode(file.toString(), Files.readAllBytes(file))));
        }
    }

    private static String decode(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CliFailure(Exit.USAGE, name + ": is not UTF-8 text");
        }
    }
}
