package dev.noon.edge.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private final Path stores;
    private final Path files;
    private final Pairs pairs;

    CertificatesTest(@TempDir Path directory) throws IOException {
        this.stores = Files.createDirectory(directory.resolve("stores"));
        this.files = Files.createDirectory(directory.resolve("files"));
        this.pairs = new Pairs(stores);
    }

    @Test
    void the_name_that_is_asked_for_decides_then_an_asterisk_then_the_one_called_default() throws Exception {
        pairs.write(files, "a", "dns:a.example", "-1d");
        pairs.write(files, "any", "dns:*.example", "-1d");
        pairs.write(files, "default", "dns:elsewhere", "-1d");
        Identities identities = Identities.read(files, now());
        assertThat(identities.choose("A.example", "EC").orElseThrow().name()).isEqualTo("a");
        assertThat(identities.choose("b.example", "EC").orElseThrow().name()).isEqualTo("any");
        assertThat(identities.choose("c.b.example", "EC").orElseThrow().name()).isEqualTo("default");
        assertThat(identities.choose("", "EC").orElseThrow().name()).isEqualTo("default");
        assertThat(identities.choose("a.example", "RSA")).isEmpty();
    }

    @Test
    void files_that_change_are_taken_once_they_stay_as_they_are() throws Exception {
        pairs.write(files, "a", "dns:a.example", "-1d");
        Certificates certificates = certificates();
        Optional<Instant> before = certificates.until();
        pairs.write(files, "a", "dns:a.example", "-1H");
        certificates.refresh();
        assertThat(certificates.until()).isEqualTo(before);
        certificates.refresh();
        assertThat(certificates.until()).isNotEqualTo(before);
    }

    @Test
    void a_key_of_another_certificate_is_not_taken_and_those_before_stay() throws Exception {
        pairs.write(files, "a", "dns:a.example", "-1d");
        Certificates certificates = certificates();
        Optional<Instant> before = certificates.until();
        pairs.write(stores, "other", "dns:a.example", "-1H");
        Files.copy(stores.resolve("other.key"), files.resolve("a.key"), StandardCopyOption.REPLACE_EXISTING);
        certificates.refresh();
        certificates.refresh();
        assertThat(certificates.until()).isEqualTo(before);
        assertThatThrownBy(() -> Identities.read(files, now()))
                .hasMessageContaining("a.crt")
                .hasMessageContaining("another certificate's");
    }

    @Test
    void what_is_not_in_date_or_not_readable_is_not_taken() throws Exception {
        assertThat(certificates().isUsable()).isFalse();
        pairs.write(files, "later", "dns:a.example", "+1d");
        assertThatThrownBy(() -> Identities.read(files, now())).hasMessageContaining("not in date");
        pairs.write(files, "later", "dns:a.example", "-1d");
        Files.writeString(files.resolve("later.key"), "nothing of the kind");
        assertThatThrownBy(() -> Identities.read(files, now()))
                .hasMessageContaining("-----BEGIN PRIVATE KEY-----")
                .hasMessageNotContaining("nothing of the kind");
        assertThat(certificates().isUsable()).isFalse();
        assertThat(new Certificates(Optional.empty(), CertificatesTest::now).isUsable())
                .isFalse();
    }

    private Certificates certificates() {
        return new Certificates(Optional.of(files), CertificatesTest::now);
    }

    private static Instant now() {
        return Instant.now();
    }
}
