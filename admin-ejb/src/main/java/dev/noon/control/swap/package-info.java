/**
 * What putting a revision in force cost: measured by every node around its swap, kept beside the receipts, added up for
 * whoever asks. It changes nothing and decides nothing. Read {@link dev.noon.control.swap.SwapWatch} first.
 */
@NullMarked
package dev.noon.control.swap;

import org.jspecify.annotations.NullMarked;
