package dev.noon.cli.local;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the administrator's token: 256 random bits that only the owner of the file can read and nothing prints. */
final class AdminKey {

    private static final int BYTES = 32;

    private AdminKey() {}

    /** Writes a token unless there is one. */
    static void ensure(Layout layout) {
        Path file = layout.adminToken();
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n");
        } catch (FileAlreadyExistsException e) {
            // the nodes of an earlier start know it
        } catch (IOException e) {
            throw new CliFailure(Exit.REFUSED, "cannot write " + file + ": " + e);
        }
    }
}
