package dev.noon.cli.admin;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.net.URI;
import java.util.Locale;

/**
 * Where a manager's admin listener is.
 *
 * @param uri scheme, host and perhaps port and path; no slash at the end
 */
public record AdminUrl(URI uri) {

    /**
     * Reads what the user gave.
     *
     * @throws CliFailure with {@link Exit#USAGE} when it is not an http or https address
     */
    public static AdminUrl of(String text) {
        try {
            URI uri = URI.create(text.strip().replaceAll("/+$", ""));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
                return new AdminUrl(uri);
            }
        } catch (IllegalArgumentException e) {
            // told below, like any other text that is no address
        }
        throw new CliFailure(Exit.USAGE, "url is " + text + "; must be like http://127.0.0.1:9090");
    }
}
