package dev.noon.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFilesTest {

    private final Path directory;

    DefinitionFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aDirectoryIsReadWithAllBelowItInOrderButNothingHidden() throws IOException {
        write("b.yml");
        write("a/z.json");
        write("a/c.yaml");
        write("a/readme.md");
        write(".git/config.yaml");
        write(".hidden.yaml");

        assertThat(read(directory.toString()))
                .extracting(file -> directory.relativize(Path.of(file.name())).toString())
                .containsExactly("a/c.yaml", "a/z.json", "b.yml");
    }

    @Test
    void aFileNamedTwiceIsReadOnce() throws IOException {
        write("a.yaml");
        String file = directory.resolve("a.yaml").toString();

        assertThat(read(file, directory.toString(), directory + "/./a.yaml"))
                .extracting(DefinitionFile::name)
                .containsExactly(file);
    }

    @Test
    void whatIsNotTextIsRefused() throws IOException {
        Files.write(directory.resolve("a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> read(directory.resolve("a.yaml").toString())).hasMessageContaining("is not UTF-8");
    }

    private static List<DefinitionFile> read(String... typed) {
        return DefinitionFiles.read(List.of(typed), InputStream.nullInputStream());
    }

    private void write(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "kind: X\n");
    }
}
