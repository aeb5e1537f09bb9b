package dev.noon.model;

import dev.noon.model.text.CertificateText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HostText;
import java.util.Optional;

/**
 * How an upstream with {@code https} targets proves who it is, and how the gateway does.
 *
 * @param authorities certificates in PEM that the upstream's must lead to; empty means those that the Java runtime trusts
 * @param serverName the name that the upstream's certificate must have and that is asked for (SNI); empty means the
 *     target's host
 * @param identity what the gateway shows when it is asked for a certificate
 */
public record Tls(Optional<String> authorities, Optional<String> serverName, Optional<Identity> identity) {
    /** JSON pointer of the secret field. */
    public static final String KEY = "/spec/tls/key";

    /** The host's name, by the authorities that the Java runtime trusts. */
    public static final Tls DEFAULT = new Tls(Optional.empty(), Optional.empty(), Optional.empty());

    public Tls {
        Guard.check("spec.tls.authorities", authorities.flatMap(CertificateText::fault));
        Guard.check("spec.tls.serverName", serverName.flatMap(HostText::nameFault));
    }

    /**
     * A certificate and its key.
     *
     * @param certificate in PEM; its chain may follow it
     * @param key PKCS #8 in Base64, without the first and the last line of the PEM
     */
    public record Identity(String certificate, Secret key) {
        public Identity {
            Guard.check("spec.tls.certificate", CertificateText.fault(certificate));
        }
    }

    /** Reads the sound fields; a certificate and its key come together. */
    static Tls of(Fields tls) {
        Optional<String> certificate = tls.text("certificate");
        Optional<String> key = tls.text("key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("spec.tls has " + (key.isPresent() ? "a key" : "a certificate")
                    + " alone; expected certificate and key, or neither");
        }
        return new Tls(
                tls.text("authorities"),
                tls.text("serverName"),
                certificate.map(chain -> new Identity(chain, new Secret(key.orElseThrow()))));
    }
}
