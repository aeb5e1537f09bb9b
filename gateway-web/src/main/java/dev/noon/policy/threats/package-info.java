/**
 * The policy {@code threats}: patterns that no request may have. Values are looked at as an upstream would read them,
 * decoded. Read {@link dev.noon.policy.threats.ThreatsPolicy} first.
 */
@NullMarked
package dev.noon.policy.threats;

import org.jspecify.annotations.NullMarked;
