/**
 * The ports of {@link dev.noon.control} on MongoDB and on the embedded store that speaks its protocol: single-document
 * writes, reads by computed identifiers, nothing else. Nothing here decides; this is the only place that knows the
 * driver. Read {@link dev.noon.control.store.MongoStores} first.
 */
@NullMarked
package dev.noon.control.store;

import org.jspecify.annotations.NullMarked;
