package dev.noon.model.text;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Certificates in PEM (RFC 7468 section 5), one or several after one another. */
public final class CertificateText {
    private static final int LONGEST = 65_536;

    private CertificateText() {}

    /** What is wrong with the text; it is not repeated. */
    public static Optional<String> fault(String text) {
        if (text.contains("PRIVATE KEY")) {
            return Optional.of("has a private key in it (it is not shown); expected certificates alone");
        }
        if (text.length() > LONGEST || !text.contains("-----BEGIN CERTIFICATE-----")) {
            return Optional.of("is not a certificate in PEM; expected -----BEGIN CERTIFICATE----- and what follows it");
        }
        try {
            return decode(text).isEmpty() ? Optional.of("has no certificate; expected at least one") : Optional.empty();
        } catch (CertificateException e) {
            return Optional.of("cannot be decoded; expected X.509 certificates in PEM");
        }
    }

    /**
     * The certificates, in the order written.
     *
     * @throws IllegalArgumentException if the text has a fault
     */
    public static List<X509Certificate> parse(String text) {
        Guard.check("certificate", fault(text));
        try {
            return decode(text);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate cannot be decoded; expected X.509 in PEM", e);
        }
    }

    private static List<X509Certificate> decode(String text) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
