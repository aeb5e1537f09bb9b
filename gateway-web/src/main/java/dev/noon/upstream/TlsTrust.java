package dev.noon.upstream;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Tls;
import dev.noon.model.text.CertificateText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** What one upstream's {@code https} connections are verified by, and what the gateway shows on them. Immutable. */
final class TlsTrust {
    private static final char[] NO_PASSWORD = new char[0];

    private final Optional<SSLSocketFactory> own;
    private final Optional<String> serverName;

    private TlsTrust(Optional<SSLSocketFactory> own, Optional<String> serverName) {
        this.own = own;
        this.serverName = serverName;
    }

    /** What is verified by the runtime's authorities alone; made by the first that asks. */
    private static final class Runtimes {
        static final SSLSocketFactory SOCKETS = make();

        private static SSLSocketFactory make() {
            try {
                return sockets(new KeyManager[0], runtimes());
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("the Java runtime's authorities cannot be read", e);
            }
        }
    }

    /**
     * What {@code tls} says. Costs next to nothing where it says neither authorities nor a certificate.
     *
     * @param key of the gateway's own certificate
     * @throws IllegalArgumentException if the key cannot be used
     */
    static TlsTrust of(Tls tls, Optional<ClearSecret> key) {
        if (tls.authorities().isEmpty() && tls.identity().isEmpty()) {
            return new TlsTrust(Optional.empty(), tls.serverName());
        }
        try {
            KeyStore trusted = tls.authorities().isPresent()
                    ? authorities(tls.authorities().get())
                    : runtimes();
            return new TlsTrust(Optional.of(sockets(shown(tls, key), trusted)), tls.serverName());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificates cannot be used: " + e.getMessage(), e);
        }
    }

    /** Makes encrypted sockets of connected ones. */
    SSLSocketFactory sockets() {
        return own.orElseGet(() -> Runtimes.SOCKETS);
    }

    /** The name to ask for and to verify at a target on {@code host}. */
    String nameOf(String host) {
        return serverName.orElse(host);
    }

    /**
     * The runtime looks at no dates of a certificate that is an authority itself.
     *
     * @throws SSLException if the other side's is not in date
     */
    static void checkInDate(SSLSession session) throws SSLException {
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate shown) {
                shown.checkValidity();
            }
        } catch (CertificateException e) {
            throw new SSLException("the certificate is not in date", e);
        }
    }

    private static SSLSocketFactory sockets(KeyManager[] shown, KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** The runtime's own file: a server may have put its store, and its certificate, in place of it. */
    private static KeyStore runtimes() throws GeneralSecurityException, IOException {
        Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        return KeyStore.getInstance(file.toFile(), (char[]) null);
    }

    private static KeyStore authorities(String pem) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        List<X509Certificate> authorities = CertificateText.parse(pem);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return store;
    }

    private static KeyManager[] shown(Tls tls, Optional<ClearSecret> key) throws GeneralSecurityException, IOException {
        if (tls.identity().isEmpty()) {
            return new KeyManager[0];
        }
        List<X509Certificate> chain = CertificateText.parse(tls.identity().get().certificate());
        String algorithm = chain.get(0).getPublicKey().getAlgorithm();
        KeyStore store = empty();
        store.setKeyEntry("own", privateKey(algorithm, key), NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** Nothing of what is wrong with a key is shown but that it is. */
    private static PrivateKey privateKey(String algorithm, Optional<ClearSecret> key) {
        String text = key.map(ClearSecret::reveal)
                .orElseThrow(() -> new IllegalArgumentException("key is not known on this node"));
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "key is no " + algorithm + " key of the certificate (it is not shown); expected PKCS #8 in Base64");
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
