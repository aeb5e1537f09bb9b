/**
 * The policy {@code rewrite}: another path, query or Host for the upstream. A path stays in its normal form, whatever
 * a client puts into it. Read {@link dev.noon.policy.rewrite.RewritePolicy} first.
 */
@NullMarked
package dev.noon.policy.rewrite;

import org.jspecify.annotations.NullMarked;
