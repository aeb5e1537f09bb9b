package dev.noon.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a good token there is none, and the admin API stays closed. */
final class AdminTokenTest {
    private final Path file;

    AdminTokenTest(@TempDir Path directory) {
        file = directory.resolve("admin-token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\n\n", "admin", "changeit", "adminadmin", "fifteen-letters", "  short-and-blank \n"})
    void an_empty_short_or_default_secret_is_none(String text) throws IOException {
        Files.writeString(file, text);

        assertThat(AdminToken.read(Optional.of(file))).isEmpty();
    }

    @Test
    void a_file_that_is_missing_or_not_named_is_none() {
        assertThat(AdminToken.read(Optional.of(file))).isEmpty();
        assertThat(AdminToken.read(Optional.empty())).isEmpty();
    }

    @Test
    void a_long_one_is_taken_without_the_line_break_at_its_end() throws IOException {
        Files.writeString(file, "0123456789abcdef\n");

        assertThat(AdminToken.read(Optional.of(file))).contains("0123456789abcdef");
    }
}
