package dev.noon.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.control.Appended;
import dev.noon.control.Author;
import dev.noon.control.Commit;
import dev.noon.control.Revision;
import dev.noon.control.RevisionLog;
import dev.noon.control.StoreUnavailable;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection to the store is lost after an insert was sent and before it was answered. */
final class AmbiguousInsertTest {
    private final EmbeddedStore server = new EmbeddedStore();
    private final CuttingProxy proxy;
    private final MongoStores stores;
    private final RevisionLog log;

    AmbiguousInsertTest() throws IOException {
        proxy = new CuttingProxy(server.address());
        stores = MongoStores.open(EmbeddedStore.uri(proxy.port()));
        log = stores.stores().revisions();
    }

    @AfterEach
    void close() throws IOException {
        stores.close();
        proxy.close();
        server.close();
    }

    @Test
    void an_insert_that_arrived_is_a_success_and_stands_once() {
        log.head("dev");
        proxy.cutAnswerTo("insert", 1);

        Appended appended = log.append(revision(1, "request-1"));

        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(appended).isEqualTo(new Appended.Committed());
        assertThat(log.head("dev")).isEqualTo(1);
    }

    @Test
    void an_insert_that_lost_the_race_is_no_success() {
        Revision theirs = revision(1, "request-1");
        log.append(theirs);
        proxy.cutAnswerTo("insert", 1);

        Appended appended = log.append(revision(1, "request-2"));

        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(appended).isEqualTo(new Appended.Taken(theirs));
    }

    @Test
    void an_insert_whose_outcome_cannot_be_learned_is_reported_as_unavailable() {
        Revision mine = revision(1, "request-1");
        proxy.cutAnswerTo("insert", 2);

        assertThatThrownBy(() -> log.append(mine)).isInstanceOf(StoreUnavailable.class);
        assertThat(log.append(mine)).isEqualTo(new Appended.Committed());
        assertThat(log.head("dev")).isEqualTo(1);
    }

    @Test
    void a_store_that_is_away_fails_within_three_seconds() {
        server.close();
        long began = System.nanoTime();

        assertThatThrownBy(() -> log.append(revision(1, "request-1"))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> log.head("dev")).isInstanceOf(StoreUnavailable.class);

        assertThat(System.nanoTime() - began).isLessThan(6_000_000_000L);
    }

    private static Revision revision(long number, String requestId) {
        Author author = new Author("ann", "apply", "127.0.0.1", requestId);
        return Revision.of("dev", number, Revision.NONE, new Commit("content", List.of(), List.of(), author, "", 1));
    }
}
