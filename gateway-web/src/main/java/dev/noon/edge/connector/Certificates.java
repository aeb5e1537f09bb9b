package dev.noon.edge.connector;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * What is shown to clients that speak TLS: the certificates of a directory, read again when a file in it changes. A
 * handshake that begins afterwards gets the new ones; connections that are there go on. What cannot be used as a whole
 * is not taken: the ones before stay, and the log says so once. Thread-safe.
 */
public final class Certificates {
    private static final Logger LOG = Logger.getLogger(Certificates.class.getName());

    private final Optional<Path> directory;
    private final Supplier<Instant> now;
    private final ShownIdentity shown = new ShownIdentity();
    private final SSLContext context;
    // Guarded by this.
    private String taken = "";
    private String refused = "";
    private String seen = "";

    /**
     * @param directory without one there are none
     * @param now wall clock
     */
    public Certificates(Optional<Path> directory, Supplier<Instant> now) {
        this.directory = directory;
        this.now = now;
        this.context = context(shown);
        refresh();
    }

    /** Looks whether a file has changed, and takes what it finds if it is the same twice; about once a second. */
    public synchronized void refresh() {
        if (directory.isEmpty()) {
            return;
        }
        try {
            String state = Identities.state(directory.get());
            boolean settled = state.equals(seen) || taken.isEmpty();
            seen = state;
            if (settled && !state.equals(taken) && !state.equals(refused)) {
                take(directory.get(), state);
            }
        } catch (IOException e) {
            refuse("unreadable", e);
        }
    }

    /** Whether there is anything to show. */
    public boolean isUsable() {
        return !shown.identities().all().isEmpty();
    }

    /** How many there are. */
    public int count() {
        return shown.identities().all().size();
    }

    /** When the first of them ends. */
    public Optional<Instant> until() {
        return shown.identities().until();
    }

    /** What makes connections that show them, whichever they are by then. */
    SSLContext context() {
        return context;
    }

    private void take(Path from, String state) {
        try {
            Identities read = Identities.read(from, now.get());
            shown.show(read);
            taken = state;
            refused = "";
            LOG.log(Level.INFO, "https: shows {0}", read.all());
        } catch (IOException | IllegalArgumentException e) {
            refuse(state, e);
        }
    }

    private void refuse(String state, Exception why) {
        if (!state.equals(refused)) {
            refused = state;
            LOG.log(Level.WARNING, "https: the certificates are not taken, those before stay: {0}", why.getMessage());
        }
    }

    private static SSLContext context(KeyManager shown) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {shown}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime does not speak TLS", e);
        }
    }
}
