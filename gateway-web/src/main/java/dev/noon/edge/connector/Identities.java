package dev.noon.edge.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificates of one directory as they were at one moment. Immutable.
 *
 * @param all in the order of their names
 */
record Identities(List<Identity> all) {
    /** None at all. */
    static final Identities NONE = new Identities(List.of());

    private static final String CERTIFICATE = ".crt";
    private static final String FALLBACK = "default";

    /**
     * Reads every {@code NAME.crt} with its {@code NAME.key}.
     *
     * @throws IllegalArgumentException if one of them cannot be used; the message names the file
     */
    static Identities read(Path directory, Instant now) throws IOException {
        List<Identity> read = new ArrayList<>();
        for (Path certificate : files(directory)) {
            String file = certificate.getFileName().toString();
            if (file.endsWith(CERTIFICATE)) {
                read.add(pair(certificate, now));
            }
        }
        if (read.isEmpty()) {
            throw new IllegalArgumentException(directory + " has no certificate; expected NAME.crt and NAME.key");
        }
        return new Identities(List.copyOf(read));
    }

    /** What changes whenever a file does: names, lengths, times. */
    static String state(Path directory) throws IOException {
        StringBuilder state = new StringBuilder();
        for (Path file : files(directory)) {
            state.append(file.getFileName())
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ');
            state.append(Files.getLastModifiedTime(file)).append('\n');
        }
        return state.toString();
    }

    /** The one for a host that fits best and has that kind of key; else the one called default, or the first. */
    Optional<Identity> choose(String host, String keyType) {
        Optional<Identity> best = Optional.empty();
        int rank = -1;
        for (Identity identity : all) {
            int fits = 2 * identity.fits(host) + (identity.name().equals(FALLBACK) ? 1 : 0);
            if (identity.key().getAlgorithm().equals(keyType) && fits > rank) {
                best = Optional.of(identity);
                rank = fits;
            }
        }
        return best;
    }

    /** When the first of them ends. */
    Optional<Instant> until() {
        return all.stream().map(Identity::until).min(Instant::compareTo);
    }

    private static Identity pair(Path certificate, Instant now) throws IOException {
        String file = certificate.getFileName().toString();
        String name = file.substring(0, file.length() - CERTIFICATE.length());
        try {
            return Identity.read(certificate, certificate.resolveSibling(name + ".key"), now);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(certificate + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> isOurs(file.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOurs(String file) {
        return file.endsWith(CERTIFICATE) || file.endsWith(".key");
    }
}
