package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.access.AccessToken;
import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import dev.noon.control.secret.Sealed;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of the store ports keeps. */
public abstract class StoresContract extends OperationsContract {
    protected static final Author ANN = new Author("ann", "apply", "127.0.0.1", "request-1");

    @Test
    void an_empty_log_has_no_head() {
        assertThat(stores().revisions().head("dev")).isZero();
        assertThat(stores().revisions().range("dev", 1, 16)).isEmpty();
    }

    @Test
    void sealed_secrets_read_back_by_fingerprint_and_the_later_one_takes_the_place_of_the_earlier() {
        SealedSecret loans = sealed("loans-key", "1", "noon1:key-1:AAAA", 1);
        SealedSecret rates = sealed("rates-key", "2", "noon1:key-1:BBBB", 1);
        stores().secrets().put("dev", List.of(loans, rates));
        stores().secrets().put("prod", List.of(sealed("loans-key", "1", "noon1:key-9:ZZZZ", 4)));

        assertThat(stores().secrets().all("dev")).containsExactly(loans, rates);
        assertThat(stores().secrets().find("dev", List.of("1".repeat(32), "9".repeat(32))))
                .containsOnly(Map.entry("1".repeat(32), loans));

        SealedSecret again = sealed("loans-key", "1", "noon1:key-2:CCCC", 7);
        stores().secrets().put("dev", List.of(again));

        assertThat(stores().secrets().all("dev")).containsExactly(again, rates);
        assertThat(stores().secrets().all("stage")).isEmpty();
    }

    private static SealedSecret sealed(String name, String digit, String text, long revision) {
        DefinitionId id = new DefinitionId(Kind.CREDENTIAL, name);
        return new SealedSecret(id, "/spec/secret", new Sealed(digit.repeat(32), text), revision);
    }

    @Test
    void a_revision_reads_back_as_it_was_appended() {
        Revision revision = revision(1, Revision.NONE, "request-1");

        assertThat(stores().revisions().append(revision)).isEqualTo(new Appended.Committed());

        assertThat(stores().revisions().range("dev", 1, 16)).containsExactly(revision);
        assertThat(stores().revisions().mark("dev", 1))
                .contains(
                        new RevisionLog.Mark(revision.hash(), revision.commit().content()));
        assertThat(stores().revisions().mark("dev", 2)).isEmpty();
        assertThat(stores().revisions().head("dev")).isEqualTo(1);
    }

    @Test
    void the_second_append_of_a_number_learns_who_has_it() {
        Revision first = revision(1, Revision.NONE, "request-1");
        stores().revisions().append(first);

        Appended second = stores().revisions().append(revision(1, Revision.NONE, "request-2"));

        assertThat(second).isEqualTo(new Appended.Taken(first));
        assertThat(stores().revisions().range("dev", 1, 16)).containsExactly(first);
    }

    @Test
    void appending_the_same_revision_again_changes_nothing_and_succeeds() {
        Revision revision = revision(1, Revision.NONE, "request-1");
        stores().revisions().append(revision);

        assertThat(stores().revisions().append(revision)).isEqualTo(new Appended.Committed());
        assertThat(stores().revisions().head("dev")).isEqualTo(1);
    }

    @Test
    void exactly_one_of_many_concurrent_appends_wins() throws InterruptedException, ExecutionException {
        List<CompletableFuture<Appended>> attempts = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> stores().revisions().append(revision(1, Revision.NONE, "request-" + i))))
                .toList();

        int won = 0;
        for (CompletableFuture<Appended> attempt : attempts) {
            won += attempt.get() instanceof Appended.Committed ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
    }

    @Test
    void the_head_is_found_in_a_log_of_any_length() {
        String previous = Revision.NONE;
        for (long number = 1; number <= 131; number++) {
            Revision revision = revision(number, previous, "request-" + number);
            stores().revisions().append(revision);
            previous = revision.hash();
            assertThat(stores().revisions().head("dev")).isEqualTo(number);
        }
        assertThat(stores().revisions().head("prod")).isZero();
        assertThat(stores().revisions().range("dev", 100, 250)).hasSize(32);
        assertThat(stores().revisions().range("dev", 9, 3))
                .extracting(Revision::number)
                .containsExactly(9L, 10L, 11L);
    }

    @Test
    void bodies_are_kept_once_under_their_hash() {
        stores().revisions().putBodies(Map.of("a", "text a", "b", "text b"));
        stores().revisions().putBodies(Map.of("b", "text b", "c", "text c"));

        assertThat(stores().revisions().bodies(List.of("a", "c", "missing")))
                .isEqualTo(Map.of("a", "text a", "c", "text c"));
    }

    @Test
    void the_newest_checkpoint_that_is_not_too_new_is_found() {
        Checkpoint first = checkpoint(502);
        Checkpoint second = checkpoint(1000);
        stores().revisions().putCheckpoint("dev", first);
        stores().revisions().putCheckpoint("dev", second);
        stores().revisions().putCheckpoint("dev", checkpoint(1001));

        assertThat(stores().revisions().checkpoint("dev", 499)).isEmpty();
        assertThat(stores().revisions().checkpoint("dev", 501)).isEmpty();
        assertThat(stores().revisions().checkpoint("dev", 999)).contains(first);
        assertThat(stores().revisions().checkpoint("dev", 4000)).contains(second);
        assertThat(stores().revisions().checkpoint("prod", 4000)).isEmpty();
    }

    @Test
    void a_revision_keeps_the_manner_in_which_it_was_wanted() {
        Manner manner = new Manner(true, true, CacheChoice.KEEP);
        Commit plain = revision(1, Revision.NONE, "request-1").commit();
        Revision revision = Revision.of("dev", 1, Revision.NONE, plain.in(manner));
        stores().revisions().append(revision);

        assertThat(stores().revisions().range("dev", 1, 16)).containsExactly(revision);
        assertThat(revision.hash())
                .isNotEqualTo(Revision.of("dev", 1, Revision.NONE, plain).hash());
    }

    @Test
    void events_are_numbered_and_each_number_has_one_owner() {
        Event first = event(1, "request-1");
        Event second = event(2, "request-2");

        assertThat(stores().events().head("dev")).isZero();
        assertThat(stores().events().append(first)).isTrue();
        assertThat(stores().events().append(first)).isTrue();
        assertThat(stores().events().append(event(1, "request-3"))).isFalse();
        assertThat(stores().events().append(second)).isTrue();

        assertThat(stores().events().head("dev")).isEqualTo(2);
        assertThat(stores().events().head("prod")).isZero();
        assertThat(stores().events().range("dev", 1, 16)).containsExactly(first, second);
        assertThat(stores().events().range("dev", 2, 1)).allMatch(Event::intact);
    }

    @Test
    void a_token_is_kept_once_and_stays_revoked_since_the_first_time() {
        AccessToken first = token("aaaaaaaaaaaa", "ci");
        AccessToken second = token("bbbbbbbbbbbb", "ops");

        assertThat(stores().tokens().insert(second)).isTrue();
        assertThat(stores().tokens().insert(first)).isTrue();
        assertThat(stores().tokens().insert(token("aaaaaaaaaaaa", "other"))).isFalse();
        assertThat(stores().tokens().all()).containsExactly(first, second);
        assertThat(stores().tokens().find("aaaaaaaaaaaa")).contains(first);
        assertThat(stores().tokens().find("cccccccccccc")).isEmpty();

        stores().tokens().revoke("aaaaaaaaaaaa", 5_000);
        stores().tokens().revoke("aaaaaaaaaaaa", 6_000);
        stores().tokens().revoke("cccccccccccc", 6_000);
        assertThat(stores().tokens().all()).containsExactly(first.revoked(5_000), second);

        stores().tokens().remove("aaaaaaaaaaaa");
        assertThat(stores().tokens().all()).containsExactly(second);
    }

    @Test
    void claims_tell_which_revisions_answered_requests_with_a_key() {
        Revision first = revision(1, Revision.NONE, "first");
        Idempotency asked = new Idempotency("a-key", "digest");
        Revision second = Revision.of("dev", 2, first.hash(), first.commit().answering(Optional.of(asked)));
        stores().revisions().append(first);
        stores().revisions().append(second);

        assertThat(stores().revisions().range("dev", 1, 2)).containsExactly(first, second);
        assertThat(stores().revisions().claims("dev", 1, 250)).containsExactly(new Claim(2, "ann", asked, 1234));
        assertThat(stores().revisions().claims("dev", 3, 250)).isEmpty();
    }

    private static Checkpoint checkpoint(long number) {
        TreeMap<DefinitionId, Manifest.Entry> entries = new TreeMap<>(Comparator.naturalOrder());
        entries.put(new DefinitionId(Kind.API_PROXY, "loans"), new Manifest.Entry("hash", 3, number));
        entries.put(new DefinitionId(Kind.UPSTREAM, "loans"), new Manifest.Entry("hash", 4, 4));
        return new Checkpoint(number, "chain-" + number, Manifest.of(entries));
    }

    private static Event event(long number, String requestId) {
        Event.Deed deed = new Event.Deed("refused", "ApiProxy/loans", "retail", "apply needs publisher: ü");
        Author author = new Author("ann", "apply", "127.0.0.1", requestId);
        return Event.of(new Place("dev", number, "previous-" + number), deed, author, 99);
    }

    private static AccessToken token(String id, String name) {
        Grants grants = new Grants(List.of(Grant.parse("publisher:dev:retail"), Grant.parse("reader:*")));
        AccessToken.Life life = new AccessToken.Life(1_000, 9_000, OptionalLong.empty());
        return new AccessToken(id, "digest", name, grants, life, 7);
    }
}
