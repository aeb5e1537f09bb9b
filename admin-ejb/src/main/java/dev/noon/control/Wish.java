package dev.noon.control;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a caller wants, whatever the head may be when it is carried out.
 *
 * @param contents digests of what is asked for, white space and comments aside: one for each key that secrets may be
 *     told apart by, the current one's first; at least one
 * @param onHead what that means for one head; may throw {@link NotFound}
 * @param settle what becomes of that once its author was found to be allowed to touch it
 */
record Wish(Supplier<List<String>> contents, Function<Tip, Wanted> onHead, BiFunction<Tip, Wanted, Wanted> settle) {
    /** A wish without secrets that is settled as it is. */
    Wish(String content, Function<Tip, Wanted> onHead) {
        this(() -> List.of(content), onHead, (head, wanted) -> wanted);
    }

    /** The same, settled in that way. */
    Wish settledBy(BiFunction<Tip, Wanted, Wanted> other) {
        return new Wish(contents, onHead, other);
    }

    /** Digests of what is asked for and how, the current key's first; a repetition has one that is equal. */
    List<String> requests(Manner manner) {
        return contents.get().stream()
                .map(content -> Digest.start().part(content).part(manner.text()).hex())
                .toList();
    }
}
