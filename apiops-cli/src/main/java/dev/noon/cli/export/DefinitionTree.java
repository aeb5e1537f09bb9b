package dev.noon.cli.export;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory with one file per definition: {@code PROJECT/KIND/NAME.yaml}. */
public final class DefinitionTree {

    private final Path root;

    public DefinitionTree(Path root) {
        this.root = root;
    }

    /**
     * What an export did; paths below the directory.
     *
     * @param written new, or other than before
     * @param same left alone
     * @param removed no longer in force
     */
    public record Outcome(List<String> written, List<String> same, List<String> removed) {}

    /**
     * Makes the directory say what {@code files} say. What says it already is not touched.
     *
     * @param obsolete whether a file of this layout that is not among {@code files} is removed; its path is given
     * @throws CliFailure with {@link Exit#REFUSED} when a file cannot be written
     */
    public Outcome write(List<ExportedFile> files, Predicate<String> obsolete) {
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try {
            Files.createDirectories(root);
            for (ExportedFile file : files) {
                (write(file) ? outcome.written() : outcome.same()).add(file.path());
            }
            Set<String> wanted = files.stream().map(ExportedFile::path).collect(Collectors.toSet());
            for (String path : present()) {
                if (!wanted.contains(path) && obsolete.test(path)) {
                    Files.delete(root.resolve(path));
                    outcome.removed().add(path);
                }
            }
            return outcome;
        } catch (IOException e) {
            throw new CliFailure(Exit.REFUSED, root + " cannot be written: " + e);
        }
    }

    private boolean write(ExportedFile file) throws IOException {
        Path path = root.resolve(file.path());
        byte[] bytes = file.text().getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Arrays.equals(Files.readAllBytes(path), bytes)) {
            return false;
        }
        Files.createDirectories(path.getParent());
        Path beside = Files.createTempFile(path.getParent(), ".", ".part");
        try {
            Files.write(beside, bytes);
            Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        return true;
    }

    /** The files of this layout, sorted. */
    private List<String> present() throws IOException {
        try (Stream<Path> found = Files.walk(root, 3)) {
            return found.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(path -> path.getNameCount() == 3
                            && ExportedFile.isPath(
                                    path.getName(0).toString(),
                                    path.getName(1).toString(),
                                    path.getName(2).toString()))
                    .map(path -> path.toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
