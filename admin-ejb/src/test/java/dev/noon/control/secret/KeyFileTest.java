package dev.noon.control.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private final Path path;

    KeyFileTest(@TempDir Path directory) {
        this.path = directory.resolve("keys");
    }

    @Test
    void withoutAFileThereAreNoKeys() {
        KeyFile none = new KeyFile(Optional.empty());
        none.refresh();

        assertThat(none.keys().ids()).isEmpty();
    }

    @Test
    void aFileThatChangesIsReadAgain() throws IOException {
        Files.writeString(path, FakeKeys.file("key-1"));
        KeyFile file = new KeyFile(Optional.of(path));
        assertThat(file.keys().ids()).containsExactly("key-1");

        Files.writeString(path, FakeKeys.file("key-2", "key-1"));
        assertThat(file.keys().ids()).containsExactly("key-1");
        file.refresh();

        assertThat(file.keys().ids()).containsExactly("key-2", "key-1");
    }

    @Test
    void aFileThatComesLaterIsRead() throws IOException {
        KeyFile file = new KeyFile(Optional.of(path));
        assertThat(file.keys().ids()).isEmpty();

        Files.writeString(path, FakeKeys.file("key-1"));
        file.refresh();

        assertThat(file.keys().ids()).containsExactly("key-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key-2:short", "key-2\n"})
    void aFileThatIsBrokenLeavesTheKeysAsTheyAre(String broken) throws IOException {
        Files.writeString(path, FakeKeys.file("key-1"));
        KeyFile file = new KeyFile(Optional.of(path));

        Files.writeString(path, broken);
        file.refresh();
        assertThat(file.keys().ids()).containsExactly("key-1");

        Files.delete(path);
        file.refresh();
        assertThat(file.keys().ids()).containsExactly("key-1");
    }
}
