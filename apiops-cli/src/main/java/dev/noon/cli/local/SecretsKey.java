package dev.noon.cli.local;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes the key that seals secrets: 256 random bits that only the owner of the file can read and nothing prints. */
final class SecretsKey {

    private static final int BYTES = 32;
    private static final String FIRST = "key-1";

    private SecretsKey() {}

    /** Writes a key file unless there is one: without its key, what was sealed with it stays closed for ever. */
    static void ensure(Layout layout) {
        Path file = layout.secretsKey();
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, FIRST + ":" + Base64.getEncoder().encodeToString(bytes) + "\n");
        } catch (FileAlreadyExistsException e) {
            // the store holds what is sealed with it
        } catch (IOException e) {
            throw new CliFailure(Exit.REFUSED, "cannot write " + file + ": " + e);
        }
    }
}
