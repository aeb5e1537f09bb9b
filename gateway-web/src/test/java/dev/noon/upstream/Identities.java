package dev.noon.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that sign themselves, made by the JDK's keytool, and servers that show them. */
final class Identities {
    private static final String PASSWORD = "changeit";

    private final Path directory;
    private int count;

    Identities(Path directory) {
        this.directory = directory;
    }

    /** A certificate and its key. */
    record Identity(KeyStore store) {
        String pem() throws GeneralSecurityException {
            String body = Base64.getMimeEncoder()
                    .encodeToString(store.getCertificate("own").getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        }

        String key() throws GeneralSecurityException {
            return Base64.getEncoder()
                    .encodeToString(store.getKey("own", PASSWORD.toCharArray()).getEncoded());
        }

        /** A server with this identity; {@code client} is what clients must show, if there is one. */
        SSLContext server(Identity... client) throws GeneralSecurityException, IOException {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            for (Identity one : client) {
                known.setCertificateEntry("client", one.store.getCertificate("own"));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        }
    }

    /** Good for 127.0.0.1, from yesterday to tomorrow. */
    Identity good() throws Exception {
        return make("ip:127.0.0.1", "-1d", 2);
    }

    /** Good for {@code names}, for {@code days} from {@code start}. */
    Identity make(String names, String start, int days) throws Exception {
        Path file = directory.resolve("identity-" + count++ + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", "own", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + names));
        command.addAll(List.of("-startdate", start, "-validity", Integer.toString(days)));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!keytool.waitFor(20, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new Identity(store);
    }
}
