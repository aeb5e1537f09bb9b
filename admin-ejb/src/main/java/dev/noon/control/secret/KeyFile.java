package dev.noon.control.secret;

import dev.noon.model.ContentHash;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * The key file of a node, read again when it changes. While it cannot be read or is not well-formed, the keys read
 * before stay and the log says so once. Thread-safe.
 */
public final class KeyFile {
    private static final Logger LOG = System.getLogger(KeyFile.class.getName());
    private static final int LONGEST = 64 << 10;

    private final Optional<Path> file;
    private volatile Keyring keys = Keyring.EMPTY;
    // Guarded by this.
    private String read = "";
    private String complaint = "";

    /** @param file without one there are no keys */
    public KeyFile(Optional<Path> file) {
        this.file = file;
        refresh();
    }

    /** The keys as they were read last. */
    public Keyring keys() {
        return keys;
    }

    /** Looks whether the file has changed; about once a second. */
    public synchronized void refresh() {
        if (file.isEmpty()) {
            return;
        }
        try {
            String text = text(file.get());
            String hash = ContentHash.of(text);
            if (!hash.equals(read)) {
                Keyring fresh = Keyring.parse(text);
                keys = fresh;
                read = hash;
                LOG.log(Level.INFO, "secrets: {0} from {1}", fresh, file.get());
                warnIfOpen(file.get());
            }
            complaint = "";
        } catch (IOException | IllegalArgumentException e) {
            complain(e instanceof IOException ? "cannot be read: " + e : String.valueOf(e.getMessage()));
        }
    }

    private static String text(Path path) throws IOException {
        if (Files.size(path) > LONGEST) {
            throw new IllegalArgumentException("it is longer than " + LONGEST + " bytes");
        }
        return Files.readString(path);
    }

    private void complain(String reason) {
        if (!reason.equals(complaint)) {
            complaint = reason;
            LOG.log(Level.WARNING, "secrets: {0} {1}; {2} stay in use", file.orElseThrow(), reason, keys);
        }
    }

    private static void warnIfOpen(Path path) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            LOG.log(Level.WARNING, "secrets: {0} can be read by everybody; expected its owner alone (0600)", path);
        }
    }
}
