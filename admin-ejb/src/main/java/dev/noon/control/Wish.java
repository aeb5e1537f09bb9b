package dev.noon.control;

import java.util.function.Function;

/**
 * What a caller wants, whatever the head may be when it is carried out.
 *
 * @param request digest of what is asked for, whitespace and comments aside; equal for a repetition
 * @param onHead what that means for one head; may throw {@link NotFound}
 */
record Wish(String request, Function<Tip, Wanted> onHead) {}
