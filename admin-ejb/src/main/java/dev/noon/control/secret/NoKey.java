package dev.noon.control.secret;

/** A secret cannot be sealed because no key is configured. */
public final class NoKey extends Exception {
    private static final long serialVersionUID = 1L;

    NoKey() {
        super("no key for secrets is configured: set noon.secrets.key.file to a file with a line ID:BASE64, 32 random"
                + " bytes under a name, and restart");
    }
}
