package dev.noon.cli;

import dev.noon.cli.report.Members;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;

/** An export of the audit log: a new file that only its owner reads, one entry a line. */
final class AuditFile {
    private final Path file;

    AuditFile(Path file) {
        this.file = file;
    }

    /**
     * Writes every page; the file is there when all of it is.
     *
     * @param page the page that begins at a {@code next}; empty for the first
     * @return how many entries
     */
    long write(Function<String, JsonObject> page) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.deleteIfExists(beside);
            Files.createFile(beside, ownerOnly());
            long count = fill(beside, page);
            Files.move(beside, file);
            return count;
        } catch (FileAlreadyExistsException e) {
            throw new CliFailure(Exit.USAGE, file + " is there already; name a new file");
        } catch (IOException e) {
            throw new CliFailure(Exit.REFUSED, file + " cannot be written: " + e.getMessage());
        }
    }

    private static long fill(Path beside, Function<String, JsonObject> page) throws IOException {
        long count = 0;
        try (Writer writer = Files.newBufferedWriter(beside)) {
            String next = "";
            do {
                JsonObject answer = page.apply(next);
                List<JsonObject> entries = Members.objects(answer, "entries");
                for (JsonObject entry : entries) {
                    writer.append(entry.toString()).append('\n');
                }
                count += entries.size();
                next = answer.getString("next", "");
            } while (!next.isEmpty());
        }
        return count;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
