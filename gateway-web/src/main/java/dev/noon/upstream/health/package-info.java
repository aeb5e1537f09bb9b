/**
 * Which targets are well, as one node sees it: by asking them, and by what becomes of requests. How a target is asked,
 * and which one is chosen, does not belong here. Read {@link dev.noon.upstream.health.TargetHealth} first.
 */
@NullMarked
package dev.noon.upstream.health;

import org.jspecify.annotations.NullMarked;
