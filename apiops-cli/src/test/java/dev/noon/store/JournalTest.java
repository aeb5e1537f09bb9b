package dev.noon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private final Path directory;

    JournalTest(@TempDir Path directory) {
        this.directory = directory.resolve("journal");
    }

    @Test
    void itRepeatsWhatCameAfterANumberInOrder() {
        try (Journal journal = Journal.open(directory, 1)) {
            append(journal, 1, 5);
            journal.roll(6);
            append(journal, 6, 8);
            journal.force();
        }

        assertThat(replayed(0)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(replayed(6)).containsExactly("7", "8");
        assertThat(replayed(8)).isEmpty();
    }

    @Test
    void whatAKillCutOffAtTheEndIsPassedOverWhereverItWasCut() throws IOException {
        try (Journal journal = Journal.open(directory, 1)) {
            append(journal, 1, 3);
        }
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        int record = whole.length / 3;

        for (int cut = 1; cut < record; cut++) {
            Files.write(segment, Arrays.copyOf(whole, whole.length - cut));
            assertThat(replayed(0)).as("%d bytes less", cut).containsExactly("1", "2");
        }
    }

    @Test
    void itGoesOnBehindWhatWasCutOff() throws IOException {
        try (Journal journal = Journal.open(directory, 1)) {
            append(journal, 1, 3);
        }
        Path segment = segments().get(0);
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), (int) Files.size(segment) - 1));
        try (Journal journal = Journal.open(directory, 3)) {
            append(journal, 3, 4);
        }

        assertThat(replayed(0)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aSpoiltChangeIsNotRepeated() throws IOException {
        try (Journal journal = Journal.open(directory, 1)) {
            append(journal, 1, 2);
        }
        Path segment = segments().get(0);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 1] ^= 1;
        Files.write(segment, bytes);

        assertThat(replayed(0)).containsExactly("1");
    }

    @Test
    void aGapIsAnError() throws IOException {
        try (Journal journal = Journal.open(directory, 1)) {
            append(journal, 1, 2);
            journal.roll(3);
            append(journal, 3, 4);
        }
        Files.delete(segments().get(0));

        assertThatThrownBy(() -> replayed(0)).isInstanceOf(StoreDamaged.class).hasMessageContaining("from 1 to 2");
        assertThat(replayed(2)).containsExactly("3", "4");
    }

    @Test
    void oldSegmentsGo() {
        try (Journal journal = Journal.open(directory, 1)) {
            for (long number = 1; number <= 40; number++) {
                append(journal, number, number);
                journal.roll(number + 1);
            }
            assertThat(journal.bytes()).isZero();
        }

        assertThat(segments()).hasSize(16);
        assertThat(replayed(25)).hasSize(15);
    }

    private static void append(Journal journal, long first, long last) {
        LongStream.rangeClosed(first, last)
                .forEach(number -> journal.append(number, Long.toString(number).getBytes(StandardCharsets.US_ASCII)));
    }

    private List<String> replayed(long after) {
        List<String> changes = new ArrayList<>();
        Journal.replay(directory, after, change -> changes.add(new String(change, StandardCharsets.US_ASCII)));
        return changes;
    }

    private List<Path> segments() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
