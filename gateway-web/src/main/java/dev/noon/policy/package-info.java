/**
 * What several policies share: templates in their compiled form. Each policy has a package of its own
 * below this one and knows no other. Read {@link dev.noon.policy.CompiledTemplate} first.
 */
@NullMarked
package dev.noon.policy;

import org.jspecify.annotations.NullMarked;
