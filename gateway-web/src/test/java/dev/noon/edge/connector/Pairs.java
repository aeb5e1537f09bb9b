package dev.noon.edge.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Files of certificates that sign themselves, made by the JDK's keytool. */
final class Pairs {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path directory;
    private int count;

    /** @param directory where the keytool's own files go */
    Pairs(Path directory) {
        this.directory = directory;
    }

    /** Writes {@code NAME.crt} and {@code NAME.key}, good for two days from {@code start}. */
    void write(Path to, String name, String hosts, String start) throws Exception {
        KeyStore store = make(hosts, start);
        Files.writeString(
                to.resolve(name + ".crt"),
                pem("CERTIFICATE", store.getCertificate("own").getEncoded()));
        Files.writeString(
                to.resolve(name + ".key"),
                pem("PRIVATE KEY", store.getKey("own", PASSWORD).getEncoded()));
    }

    private KeyStore make(String hosts, String start) throws Exception {
        Path file = directory.resolve("pair-" + count++ + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", "own", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + hosts));
        command.addAll(List.of("-startdate", start, "-validity", "2"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!keytool.waitFor(20, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + said);
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static String pem(String what, byte[] bytes) {
        String body = Base64.getMimeEncoder().encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
