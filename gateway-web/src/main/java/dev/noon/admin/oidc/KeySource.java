package dev.noon.admin.oidc;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Where the provider's public keys come from: the one place that was configured, and no other. */
@FunctionalInterface
public interface KeySource {
    /** The keys as text: a JWK set, a JWK, or one key in PEM. Blocks for a few seconds at most. */
    String read() throws IOException;

    /**
     * The keys at {@code location}: a file, or an address that begins with {@code https://}; {@code http://} only on
     * this machine. Redirects are not followed.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static KeySource at(String location) {
        if (location.startsWith("https://") || location.startsWith("http://")) {
            URI uri = URI.create(location);
            if (uri.getScheme().equals("http") && !Fetch.LOCAL.contains(String.valueOf(uri.getHost()))) {
                throw new IllegalArgumentException("mp.jwt.verify.publickey.location is " + location
                        + "; expected https://, for nothing protects keys on the way");
            }
            return () -> Fetch.text(uri);
        }
        Path file = Path.of(location.startsWith("file:") ? URI.create(location).getPath() : location);
        return () -> Files.readString(file);
    }

    /** One GET. */
    final class Fetch {
        private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");
        private static final int TIMEOUT_MILLIS = 2_000;
        private static final int MAX_BYTES = 1 << 20;

        private Fetch() {}

        private static String text(URI uri) throws IOException {
            URLConnection connection = uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setUseCaches(false);
            if (connection instanceof HttpURLConnection http) {
                http.setInstanceFollowRedirects(false);
                if (http.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    http.disconnect();
                    throw new IOException(uri + " answered " + http.getResponseCode());
                }
            }
            try (InputStream in = connection.getInputStream()) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new IOException(uri + " answered more than " + MAX_BYTES + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
    }
}
