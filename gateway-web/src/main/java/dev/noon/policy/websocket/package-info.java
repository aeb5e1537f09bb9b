/**
 * Lets clients switch to WebSocket. What then passes between them and the upstream is the edge's, not this package's.
 * Read {@link dev.noon.policy.websocket.WebSocketPolicy}.
 */
@NullMarked
package dev.noon.policy.websocket;

import org.jspecify.annotations.NullMarked;
