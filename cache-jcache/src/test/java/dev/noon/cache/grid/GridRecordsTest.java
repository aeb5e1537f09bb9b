package dev.noon.cache.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.noon.cache.Patience;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.cache.SharedRecordsContract;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shared records on a real grid of two members. */
@ExtendWith(SharedGrid.class)
class GridRecordsTest extends SharedRecordsContract {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Region REGION = Region.of(Scope.OAUTH_CODE);

    private final GridSettings settings =
            new GridSettings("records-" + UUID.randomUUID(), 1_000, Duration.ofSeconds(10));
    private final SharedGrid.Pair pair;
    private final SharedRecords here;
    private final SharedRecords there;

    GridRecordsTest(SharedGrid.Pair pair) {
        this.pair = pair;
        here = opened(TestGrid.connection(pair.one()), settings);
        there = opened(TestGrid.connection(pair.two()), settings);
    }

    @Override
    protected SharedRecords here() {
        return here;
    }

    @Override
    protected SharedRecords there() {
        return there;
    }

    @Test
    void every_node_names_the_same_key_that_another_member_keeps() {
        for (int i = 0; i < 50; i++) {
            String key = "k" + i;
            Optional<String> other = here.elsewhere(key);
            assertThat(there.elsewhere(key)).isEqualTo(other);
            assertThat(owner(other.orElseThrow())).isNotEqualTo(owner(key));
        }
    }

    private UUID owner(String key) {
        return pair.one().getPartitionService().getPartition(key).getOwner().getUuid();
    }

    @Test
    void a_record_is_gone_when_its_time_is_over_and_looking_does_not_prolong_it() {
        assertThat(here.create("k", bytes("short"), Duration.ofMillis(300), new Patience()))
                .isEqualTo(Change.DONE);
        await().atMost(Duration.ofSeconds(5)).until(() -> there.find("k", new Patience()) instanceof Known.Absent);

        here.create("l", bytes("long"), LONG, new Patience());
        there.replace("l", bytes("long"), new Life(bytes("short"), Duration.ofMillis(300)), new Patience());
        await().atMost(Duration.ofSeconds(5)).until(() -> here.find("l", new Patience()) instanceof Known.Absent);
    }

    @Test
    void before_it_is_open_and_while_nobody_answers_the_grid_is_away() {
        GridPlace closed = TestGrid.place(TestGrid.connection(pair.one()), settings, REGION);
        SharedRecords unopened = new GridRecords(closed, REGION);
        assertThat(unopened.find("k", new Patience())).isEqualTo(new Known.Away());
        assertThat(unopened.take("k", new Patience())).isEqualTo(new Known.Away());
        assertThat(unopened.create("k", bytes("one"), LONG, new Patience())).isEqualTo(Change.AWAY);
        assertThat(unopened.put("k", bytes("one"), LONG, new Patience())).isEqualTo(Change.AWAY);
        assertThat(unopened.clear()).isFalse();
        unopened.forget("k", bytes("one"));

        GridSettings hasty = new GridSettings(settings.namespace(), 1_000, Duration.ofMillis(50));
        SharedRecords impatient = opened(TestGrid.connection(pair.one()), hasty);
        CountDownLatch silent = TestGrid.silence(pair.two());
        CountDownLatch silentToo = TestGrid.silence(pair.one());
        try {
            long began = System.nanoTime();
            Patience patience = new Patience();
            assertThat(impatient.create("k", bytes("one"), LONG, patience)).isEqualTo(Change.AWAY);
            assertThat(impatient.take("k", patience)).isEqualTo(new Known.Away());
            assertThat(impatient.update("k", before -> Optional.empty(), patience))
                    .isEqualTo(new SharedRecords.Update.Away());
            impatient.forget("k", bytes("one"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        } finally {
            silent.countDown();
            silentToo.countDown();
        }
    }

    private static SharedRecords opened(GridConnection connection, GridSettings settings) {
        GridPlace place = TestGrid.place(connection, settings, REGION);
        assertThat(place.open()).isTrue();
        return new GridRecords(place, REGION);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
