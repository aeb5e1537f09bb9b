package dev.noon.control;

import static dev.noon.control.ControlPlane.BACKEND;
import static dev.noon.control.ControlPlane.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.secret.FakeKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastGoodFileTest {
    private final Path disk;

    private final Stores stores = new MemoryStores().stores();
    private final ControlPlane manager = new ControlPlane(stores, new FakeClock());
    private Tip tip = Tip.START;
    private final LastGoodFile file;

    LastGoodFileTest(@TempDir Path disk) {
        this.disk = disk;
        this.file = file("dev");
    }

    @BeforeEach
    void keep() {
        manager.apply(BACKEND + proxy("loans", "policies: [{responseHeaders: {set: {X: 'say \"hi\" \\ there'}}}]"));
        manager.apply(proxy("cards", ""));
        tip = manager.deployments.head();
        file.keep(tip);
    }

    @Test
    void what_is_kept_reads_back_as_it_was() {
        assertThat(file("dev").read()).contains(tip);
    }

    @Test
    void what_is_kept_later_replaces_what_was_kept_before() {
        manager.apply(proxy("fees", ""));
        Tip later = manager.deployments.head();

        file.keep(later);

        assertThat(file.read()).contains(later);
    }

    @Test
    void a_later_revision_appends_what_it_changed() throws IOException {
        long whole = Files.size(path());
        manager.apply(proxy("cards", "stripPath: true"));
        file.keep(manager.deployments.head());
        long step = Files.size(path()) - whole;
        assertThat(step).isLessThan(whole * 2 / 3);

        manager.deployments.rollback(1, ControlPlane.terms());
        Tip shorter = manager.deployments.head();
        file.keep(shorter);

        assertThat(file("dev").read()).contains(shorter);
    }

    @Test
    void a_last_step_that_was_not_written_to_its_end_is_passed_over() throws IOException {
        long whole = Files.size(path());
        manager.apply(proxy("fees", ""));
        file.keep(manager.deployments.head());
        byte[] bytes = Files.readAllBytes(path());
        for (int length = (int) whole; length < bytes.length; length++) {
            Files.write(path(), Arrays.copyOf(bytes, length));
            assertThat(file.read()).as("%d of %d bytes", length, bytes.length).contains(tip);
        }
    }

    @Test
    void a_file_that_somebody_touched_is_written_anew() throws IOException {
        Files.writeString(path(), "something else\n");
        manager.apply(proxy("fees", ""));
        Tip later = manager.deployments.head();

        file.keep(later);

        assertThat(file("dev").read()).contains(later);
    }

    @Test
    void the_file_stays_within_three_times_its_contents() throws IOException {
        long longest = 0;
        for (int i = 0; i < 400; i++) {
            manager.apply(proxy("cards", "policies: [{responseHeaders: {set: {X: v" + i + "}}}]"));
            file.keep(manager.deployments.head());
            longest = Math.max(longest, Files.size(path()));
        }

        assertThat(longest).isBetween(64L * 1024, 70L * 1024);
        assertThat(file("dev").read()).contains(manager.deployments.head());
    }

    @Test
    void nobody_else_may_read_it_and_nothing_else_is_left() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        try (var entries = Files.list(disk)) {
            assertThat(entries).containsExactly(path());
        }
    }

    @Test
    void another_environments_file_is_ignored() {
        assertThat(file("prod").read()).isEmpty();
    }

    @Test
    void an_unknown_directory_is_nothing() {
        LastGoodFile elsewhere = file(disk.resolve("nowhere"), "dev");

        assertThat(elsewhere.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999})
    void a_file_that_ends_early_is_ignored(double share) throws IOException {
        byte[] bytes = Files.readAllBytes(path());
        Files.write(path(), Arrays.copyOf(bytes, (int) (bytes.length * share)));

        assertThat(file.read()).isEmpty();
    }

    @Test
    void a_file_with_any_flipped_byte_is_ignored() throws IOException {
        byte[] bytes = Files.readAllBytes(path());
        for (int at = 0; at < bytes.length; at += 37) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 0x20;
            Files.write(path(), flipped);
            assertThat(file.read()).as("byte %d", at).isEmpty();
        }
    }

    @Test
    void a_file_with_a_right_checksum_and_wrong_content_is_ignored() throws IOException {
        List<String> lines = Files.readAllLines(path());
        String body = String.join("\n", lines.subList(0, lines.size() - 2)) + "\n";
        String sum = Digest.hexOf(body.getBytes(StandardCharsets.UTF_8));
        Files.writeString(path(), body + "{\"sha256\":\"" + sum + "\"}\n");

        assertThat(file.read()).isEmpty();
    }

    @Test
    void a_directory_that_cannot_be_written_is_no_crash() throws IOException {
        Path blocked = disk.resolve("blocked");
        Files.writeString(blocked, "a file, not a directory");

        file(blocked, "dev").keep(tip);

        assertThat(Files.readString(blocked)).startsWith("a file");
    }

    private Path path() {
        return disk.resolve("last-good.jsonl");
    }

    private LastGoodFile file(String environment) {
        return file(disk, environment);
    }

    private LastGoodFile file(Path directory, String environment) {
        Bodies bodies = new Bodies(stores.revisions(), ControlPlane.READER, 1 << 20);
        SealedTexts secrets = new SealedTexts(
                environment, stores.secrets(), FakeKeys.of("key-1").vault());
        return new LastGoodFile(directory, environment, bodies, secrets);
    }
}
