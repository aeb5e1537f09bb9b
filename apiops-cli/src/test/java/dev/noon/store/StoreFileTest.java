package dev.noon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFileTest {

    private static final int REWRITES = 3;

    private final Path file;

    StoreFileTest(@TempDir Path directory) {
        file = directory.resolve("store");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 500, 537})
    void itClosesAndOpensAgainAfterManyCheckpointsAndStaysSmall(int entries) throws Exception {
        for (int round = 1; round <= 3; round++) {
            try (StoreFile store = StoreFile.open(file)) {
                MVMap<String, Map<String, String>> log = store.maps().openMap("log");
                MVMap<String, String> rows = store.maps().openMap("rows");
                assertThat(log).hasSize((round - 1) * entries);
                assertThat(store.lastChange()).isEqualTo((round - 1L) * entries);
                for (int i = 1; i <= entries; i++) {
                    log.put(round + "/" + i, Map.of("hash", "0".repeat(64)));
                    for (int row = 0; row < REWRITES; row++) {
                        rows.put("row-" + row, round + "/" + i);
                    }
                    store.checkpoint((round - 1L) * entries + i);
                }
            }
        }
        assertThat(Files.size(file)).isLessThan(32 << 20);
    }

    @Test
    void whatIsAbandonedStaysAsOfItsCheckpoint() {
        StoreFile store = StoreFile.open(file);
        store.maps().openMap("log").put("a", "1");
        store.checkpoint(1);
        store.maps().openMap("log").put("a", "2");
        store.abandon();

        try (StoreFile again = StoreFile.open(file)) {
            assertThat(again.lastChange()).isEqualTo(1);
            assertThat(again.maps().openMap("log").get("a")).isEqualTo("1");
        }
    }
}
