package dev.noon.control;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a caller wants, whatever the head may be when it is carried out.
 *
 * @param content digest of what is asked for, white space and comments aside
 * @param onHead what that means for one head; may throw {@link NotFound}
 * @param settle what becomes of that once its author was found to be allowed to touch it
 */
record Wish(String content, Function<Tip, Wanted> onHead, BiFunction<Tip, Wanted, Wanted> settle) {
    /** A wish that is settled as it is. */
    Wish(String content, Function<Tip, Wanted> onHead) {
        this(content, onHead, (head, wanted) -> wanted);
    }

    /** The same, settled in that way. */
    Wish settledBy(BiFunction<Tip, Wanted, Wanted> other) {
        return new Wish(content, onHead, other);
    }

    /** Digest of what is asked for and how; equal for a repetition. */
    String request(Manner manner) {
        return Digest.start().part(content).part(manner.text()).hex();
    }
}
