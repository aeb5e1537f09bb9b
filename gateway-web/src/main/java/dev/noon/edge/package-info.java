/**
 * Where the container's requests become exchanges and replies become bytes: the only user of
 * servlets, the only place that refuses malformed input, and the only writer. No policy and no
 * routing decision belongs here. Read {@link dev.noon.edge.GatewayFilter} first.
 */
@NullMarked
package dev.noon.edge;

import org.jspecify.annotations.NullMarked;
