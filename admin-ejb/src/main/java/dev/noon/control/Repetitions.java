package dev.noon.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises requests that were answered before, by their idempotency keys, among the newest {@value #REVISIONS}
 * revisions and for a day. A manager that has just started looks through that much of the log once; after that only
 * what others have appended is read. Not thread-safe: guarded by the lock of {@link Deployments}.
 */
final class Repetitions {
    static final int REVISIONS = 1_000;
    static final Duration AGE = Duration.ofDays(1);

    private static final int BATCH = 250;

    private final String environment;
    private final RevisionLog log;
    private final Clocks clocks;
    /** The oldest first. */
    private final Map<Asker, Claim> claims = new LinkedHashMap<>();

    private long seen;

    private record Asker(String actor, String key) {}

    Repetitions(String environment, RevisionLog log, Clocks clocks) {
        this.environment = environment;
        this.log = log;
        this.clocks = clocks;
    }

    /**
     * The revision up to {@code head} that answered the same request of {@code author}.
     *
     * @param asked the request, in every way in which it may have been noted; empty without a key
     * @throws KeyReused if that revision answered another request
     */
    Optional<Revision> find(Author author, List<Idempotency> asked, long head) {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        String key = asked.get(0).key();
        Asker asker = new Asker(author.actor(), key);
        Optional<Revision> found = lookUp(asker, head);
        if (found.isEmpty() && claims.containsKey(asker)) {
            // another log stands in the place of the one that was read
            startAnew();
            found = lookUp(asker, head);
        }
        if (found.isPresent()
                && found.get().commit().idempotency().filter(asked::contains).isEmpty()) {
            throw new KeyReused(key, found.get());
        }
        return found;
    }

    /** Takes note of a revision that this manager has just appended. */
    void appended(Revision revision) {
        if (revision.number() == seen + 1) {
            seen = revision.number();
            Claim.of(revision).ifPresent(this::remember);
        }
    }

    private Optional<Revision> lookUp(Asker asker, long head) {
        follow(head);
        Optional<Claim> claim = Optional.ofNullable(claims.get(asker));
        return claim.flatMap(it -> log.range(environment, it.number(), 1).stream()
                .filter(revision -> Claim.of(revision).equals(claim))
                .findFirst());
    }

    private void startAnew() {
        claims.clear();
        seen = 0;
    }

    private void follow(long head) {
        if (head < seen) {
            startAnew();
        }
        long from = Math.max(seen, head - REVISIONS);
        while (from < head) {
            int count = (int) Math.min(BATCH, head - from);
            log.claims(environment, from + 1, count).forEach(this::remember);
            from += count;
            seen = from;
        }
        forget(head - REVISIONS);
    }

    private void remember(Claim claim) {
        Asker asker = new Asker(claim.actor(), claim.idempotency().key());
        claims.remove(asker);
        claims.put(asker, claim);
    }

    private void forget(long upTo) {
        long oldest = clocks.wall().millis() - AGE.toMillis();
        claims.values().removeIf(claim -> claim.number() <= upTo || claim.timeMillis() < oldest);
    }
}
