package dev.noon.it.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that signs itself, and its key, made by the JDK's keytool.
 *
 * @param certificate what is shown
 */
public record Pair(KeyStore store, X509Certificate certificate) {
    private static final String PASSWORD = "changeit";

    /** One for {@code localhost} and 127.0.0.1, good for two days; {@code file} is the keytool's own. */
    public static Pair make(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        Files.deleteIfExists(file);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", "own", "-keyalg", "EC", "-dname", "CN=localhost"));
        command.addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-startdate", "-1d", "-validity", "2"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + said);
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        return new Pair(store, (X509Certificate) store.getCertificate("own"));
    }

    /** Writes {@code default.crt} and {@code default.key}. */
    public void write(Path directory) throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("default.crt"), pem("CERTIFICATE", certificate.getEncoded()));
        byte[] key = store.getKey("own", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(directory.resolve("default.key"), pem("PRIVATE KEY", key));
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder().encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
