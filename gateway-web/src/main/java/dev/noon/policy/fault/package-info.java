/**
 * The policy {@code fault}: delays and errors on purpose, for tests of clients. Which requests have them is counted, never
 * drawn by lot. Read {@link dev.noon.policy.fault.FaultPolicy} first.
 */
@NullMarked
package dev.noon.policy.fault;

import org.jspecify.annotations.NullMarked;
