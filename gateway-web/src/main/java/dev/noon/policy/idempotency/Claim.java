package dev.noon.policy.idempotency;

import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.exchange.Reply;
import java.io.Closeable;
import java.time.Duration;

/**
 * That this exchange is the first with its key. It ends exactly once: with an answer, without one, or as if it had never
 * been. Confined to the thread of its exchange.
 */
final class Claim implements Closeable {
    private final Repetitions repetitions;
    private final String key;
    private final Note note;
    private final Duration ttl;
    private boolean over;

    /** @param ttl how long what becomes of it is kept */
    Claim(Repetitions repetitions, String key, Note note, Duration ttl) {
        this.repetitions = repetitions;
        this.key = key;
        this.note = note;
        this.ttl = ttl;
    }

    /** The request had no effect: whoever sends it again is the first. */
    void giveUp() {
        if (!over) {
            over = true;
            repetitions.records().forget(key, note.bytes());
        }
    }

    /** That is the answer. */
    void answered(Reply reply, byte[] body) {
        end(Note.answered(note.print(), reply, body));
    }

    /** The request may have had its effect, and there is no answer that could be kept. */
    void spent() {
        end(Note.spent(note.print()));
    }

    /** Nobody can tell any more what becomes of it. */
    @Override
    public void close() {
        spent();
    }

    private void end(Note next) {
        if (over) {
            return;
        }
        over = true;
        Change change = repetitions.records().replace(key, note.bytes(), new Life(next.bytes(), ttl), new Patience());
        if (change != Change.DONE) {
            repetitions.lost();
        }
    }
}
