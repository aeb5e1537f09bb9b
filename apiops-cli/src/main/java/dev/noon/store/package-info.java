/**
 * The embedded store: a MongoDB-protocol server in its own JVM that answers a write only once it is on disk.
 * Nothing here knows definitions, revisions or the command line, and no other module may depend on it; nodes speak to
 * it over its wire protocol alone. Read {@link dev.noon.store.StoreServer} first, then {@link dev.noon.store.GroupCommit}.
 */
@NullMarked
package dev.noon.store;

import org.jspecify.annotations.NullMarked;
