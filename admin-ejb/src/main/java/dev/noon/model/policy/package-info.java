/** One record per policy that a definition may name. What a policy does lives with the data plane. Read {@link dev.noon.model.policy.PolicySpec} first. */
@NullMarked
package dev.noon.model.policy;

import org.jspecify.annotations.NullMarked;
