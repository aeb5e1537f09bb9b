/**
 * Changes what is true and makes every node agree: apply, plan, rollback, purge, receipts, reconcile, and the ports to
 * the store and to the node that they need. Nothing here knows MongoDB, EJB, JAX-RS or how a definition is served.
 * Read {@link dev.noon.control.Deployments} for the manager's side and {@link dev.noon.control.Reconciler} for the
 * node's.
 */
@NullMarked
package dev.noon.control;

import org.jspecify.annotations.NullMarked;
