package dev.noon.boot;

import dev.noon.admin.Credentials;
import dev.noon.admin.SignedTokens;
import dev.noon.control.Clocks;
import dev.noon.control.Stores;
import dev.noon.control.tokens.KnownTokens;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The administrator's token, read once from its file. Without a usable file there is none, and administration stays closed. */
final class AdminToken {
    private static final Logger LOG = System.getLogger(AdminToken.class.getName());
    private static final int MIN_CHARACTERS = 16;

    private AdminToken() {}

    /**
     * Everything that admits people to administration.
     *
     * @param signed verifies tokens of an identity provider, if there is one
     */
    static Credentials credentials(NodeSettings settings, Stores stores, Clocks clocks, Optional<SignedTokens> signed) {
        Credentials.Sources sources = new Credentials.Sources(
                read(settings.adminTokenFile()),
                settings.environment(),
                new KnownTokens(stores.tokens(), clocks),
                signed);
        return new Credentials(sources, clocks.ticker());
    }

    /** The token in {@code file}; empty, with a line in the log that says what to do, if there is no good one. */
    static Optional<String> read(Optional<Path> file) {
        if (file.isEmpty()) {
            LOG.log(Level.WARNING, "administration is closed: noon.admin.token.file names no file");
            return Optional.empty();
        }
        try {
            String token = Files.readString(file.get()).strip();
            if (token.length() >= MIN_CHARACTERS) {
                return Optional.of(token);
            }
            LOG.log(
                    Level.WARNING,
                    "administration is closed: the token in {0} has {1} characters; expected {2} or more",
                    file.get(),
                    token.length(),
                    MIN_CHARACTERS);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "administration is closed: {0} cannot be read: {1}", file.get(), e);
        }
        return Optional.empty();
    }
}
