package dev.noon.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void quiet() {
        Logger.getLogger("dev.noon.access").setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        Logger.getLogger("dev.noon.access").setLevel(null);
    }

    @Test
    void lines_are_written_by_one_task_in_their_order() {
        AccessLog log = new AccessLog(AccessLog.Mode.ALL, lines::addAll, tasks::add);
        log.offer("a");
        log.offer("b");
        assertThat(tasks).hasSize(1);
        assertThat(lines).isEmpty();
        tasks.remove().run();
        assertThat(lines).containsExactly("a", "b");
        assertThat(log.written()).isEqualTo(2);
        log.offer("c");
        assertThat(tasks).as("the task before has ended").hasSize(1);
    }

    @Test
    void what_finds_no_room_is_dropped_and_counted_and_nobody_waits() {
        AccessLog log = new AccessLog(AccessLog.Mode.ALL, lines::addAll, tasks::add);
        for (int i = 0; i < 8_200; i++) {
            log.offer("line");
        }
        assertThat(log.dropped()).isEqualTo(8);
        log.close();
        assertThat(lines).hasSize(8_192);
    }

    @Test
    void an_executor_that_refuses_is_asked_again() {
        List<Runnable> refused = new ArrayList<>();
        AccessLog log = new AccessLog(AccessLog.Mode.ALL, lines::addAll, task -> {
            refused.add(task);
            throw new RejectedExecutionException("full");
        });
        log.offer("a");
        log.offer("b");
        assertThat(refused).hasSize(2);
    }

    @Test
    void lines_that_cannot_be_written_are_counted() {
        AccessLog log = new AccessLog(
                AccessLog.Mode.ALL,
                batch -> {
                    throw new IOException("disk full");
                },
                tasks::add);
        log.offer("a");
        log.close();
        assertThat(log.dropped()).isEqualTo(1);
        assertThat(log.written()).isZero();
    }

    @Test
    void which_exchanges_have_a_line_can_be_chosen() {
        assertThat(AccessLog.off().wants(500)).isFalse();
        AccessLog errors = new AccessLog(AccessLog.Mode.ERRORS, lines::addAll, tasks::add);
        assertThat(errors.wants(500)).isTrue();
        assertThat(errors.wants(0)).isTrue();
        assertThat(errors.wants(200)).isFalse();
        assertThat(new AccessLog(AccessLog.Mode.ALL, lines::addAll, tasks::add).wants(200))
                .isTrue();
    }

    @Test
    void a_full_file_moves_on_and_the_oldest_disappears(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("access.log");
        RotatedFile rotated = new RotatedFile(file, 10, 3);
        for (String line : List.of("1111", "2222", "3333", "4444", "5555", "6666", "7777")) {
            rotated.write(List.of(line));
        }
        assertThat(Files.readString(file)).isEqualTo("7777\n");
        assertThat(Files.readString(directory.resolve("access.log.1"))).isEqualTo("5555\n6666\n");
        assertThat(Files.readString(directory.resolve("access.log.2"))).isEqualTo("3333\n4444\n");
        assertThat(directory.resolve("access.log.3")).doesNotExist();
    }
}
