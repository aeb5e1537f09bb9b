package dev.noon.control;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The last good revision in {@code last-good.jsonl}, readable by the owner alone. The whole is written beside and
 * renamed into place; after that every revision appends what it changed, until that is as much as the whole was. A step
 * that was not written to its end is passed over when the file is read; what does not add up otherwise is ignored with
 * a warning.
 */
public final class LastGoodFile implements LastGood {
    private static final Logger LOG = System.getLogger(LastGoodFile.class.getName());
    private static final String NAME = "last-good.jsonl";
    private static final long LEAST_APPENDED = 64 * 1024;

    private final Path directory;
    private final LastGoodSteps steps;
    private Optional<Written> written = Optional.empty();

    /** What this process has put into the file, and how long the file was when it was written whole. */
    private record Written(Manifest manifest, String sum, long wholeBytes, long bytes) {}

    /** @param directory the node's data directory; made when it does not exist */
    public LastGoodFile(Path directory, String environment, Bodies bodies, SealedTexts secrets) {
        this.directory = directory;
        this.steps = new LastGoodSteps(environment, bodies, secrets);
    }

    @Override
    public Optional<Tip> read() {
        Path file = directory.resolve(NAME);
        try {
            return Files.exists(file) ? Optional.of(steps.read(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "{0} is ignored: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void keep(Tip tip) {
        Path file = directory.resolve(NAME);
        Optional<Written> before = written;
        written = Optional.empty();
        try {
            written = Optional.of(
                    before.isPresent() && isAppendable(file, before.get())
                            ? append(file, before.get(), tip)
                            : write(file, tip));
        } catch (IOException | StoreUnavailable | DamagedLog e) {
            LOG.log(Level.WARNING, "revision {0} not kept in {1}: {2}", tip.number(), file, e.getMessage());
        }
    }

    private static boolean isAppendable(Path file, Written before) throws IOException {
        long appended = before.bytes() - before.wholeBytes();
        return appended < Math.max(LEAST_APPENDED, before.wholeBytes())
                && Files.exists(file)
                && Files.size(file) == before.bytes();
    }

    private Written append(Path file, Written before, Tip tip) throws IOException {
        LastGoodSteps.Step step = steps.step(before.sum(), tip, tip.manifest().since(before.manifest()));
        Files.write(file, step.bytes(), StandardOpenOption.APPEND);
        return new Written(tip.manifest(), step.sum(), before.wholeBytes(), before.bytes() + step.bytes().length);
    }

    private Written write(Path file, Tip tip) throws IOException {
        LastGoodSteps.Step step =
                steps.step("", tip, List.copyOf(tip.manifest().entries().keySet()));
        Files.createDirectories(directory, ownerOnly("rwx------"));
        Path beside = directory.resolve(NAME + ".tmp");
        Files.deleteIfExists(beside);
        Files.createFile(beside, ownerOnly("rw-------"));
        Files.write(beside, step.bytes());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Written(tip.manifest(), step.sum(), step.bytes().length, step.bytes().length);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
