/**
 * The embedded store from outside: real files, real processes, the real driver.
 * Nothing here reaches into the server's data. Read {@link dev.noon.store.StoreKillTest} first.
 */
@NullMarked
package dev.noon.store;

import org.jspecify.annotations.NullMarked;
