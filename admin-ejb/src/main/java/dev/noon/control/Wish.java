package dev.noon.control;

import java.util.function.Function;

/**
 * What a caller wants, whatever the head may be when it is carried out.
 *
 * @param content digest of what is asked for, white space and comments aside
 * @param onHead what that means for one head; may throw {@link NotFound}
 */
record Wish(String content, Function<Tip, Wanted> onHead) {
    /** Digest of what is asked for and how; equal for a repetition. */
    String request(Manner manner) {
        return Digest.start().part(content).part(manner.text()).hex();
    }
}
