package dev.noon.edge.connector;

import dev.noon.model.text.CertificateText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A certificate that is shown to clients, and its key.
 *
 * @param name of its files, without what follows the last dot
 * @param chain its own certificate first
 * @param hosts the host names that it is good for, in lower case; the first label may be an asterisk
 */
record Identity(String name, List<X509Certificate> chain, PrivateKey key, List<String> hosts) {
    private static final int LONGEST = 256 << 10;
    private static final int DNS_NAME = 2;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    /**
     * Reads {@code NAME.crt} and {@code NAME.key}. What is wrong with a key is not shown.
     *
     * @throws IllegalArgumentException if they do not belong together, or are not in date
     */
    static Identity read(Path certificate, Path key, Instant now) throws IOException {
        String file = certificate.getFileName().toString();
        List<X509Certificate> chain = CertificateText.parse(text(certificate));
        X509Certificate own = chain.get(0);
        try {
            own.checkValidity(Date.from(now));
            PrivateKey read = privateKey(own.getPublicKey().getAlgorithm(), text(key));
            if (!belong(own.getPublicKey(), read)) {
                throw new IllegalArgumentException("the key is another certificate's");
            }
            return new Identity(file.substring(0, file.length() - 4), chain, read, hosts(own));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate is not in date: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key cannot be used with its certificate", e);
        }
    }

    /** Until when it may be shown. */
    Instant until() {
        return chain.get(0).getNotAfter().toInstant();
    }

    /** How well it fits a host: 2 by name, 1 by an asterisk, 0 not at all. */
    int fits(String host) {
        String asked = host.toLowerCase(Locale.ROOT);
        int dot = asked.indexOf('.');
        if (hosts.contains(asked)) {
            return 2;
        }
        return dot > 0 && hosts.contains("*" + asked.substring(dot)) ? 1 : 0;
    }

    @Override
    public String toString() {
        return name + " for " + hosts + " until " + until();
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is larger than " + LONGEST + " bytes");
        }
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    private static PrivateKey privateKey(String algorithm, String pem) throws GeneralSecurityException {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the key is not in PEM; expected " + BEGIN + " and what follows it");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    private static boolean belong(PublicKey shown, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        byte[] text = "proof".getBytes(StandardCharsets.US_ASCII);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(shown);
        signature.update(text);
        return signature.verify(signed);
    }

    private static List<String> hosts(X509Certificate own) throws CertificateException {
        List<String> hosts = new ArrayList<>();
        for (List<?> name :
                Optional.ofNullable(own.getSubjectAlternativeNames()).orElse(List.of())) {
            if (Integer.valueOf(DNS_NAME).equals(name.get(0))) {
                hosts.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(hosts);
    }
}
