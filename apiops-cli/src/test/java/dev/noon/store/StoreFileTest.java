package dev.noon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.h2.mvstore.MVMap;
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
    void itClosesAndOpensAgainAfterManyCommitsAndStaysSmall(int entries) throws Exception {
        for (int round = 1; round <= 3; round++) {
            try (StoreFile store = StoreFile.open(file)) {
                MVMap<String, Map<String, String>> log = store.maps().openMap("log");
                MVMap<String, String> rows = store.maps().openMap("rows");
                assertThat(log).hasSize((round - 1) * entries);
                for (int i = 0; i < entries; i++) {
                    log.put(round + "/" + i, Map.of("hash", "0".repeat(64)));
                    store.commit();
                    for (int row = 0; row < REWRITES; row++) {
                        rows.put("row-" + row, round + "/" + i);
                        store.commit();
                    }
                }
            }
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
    }
}
