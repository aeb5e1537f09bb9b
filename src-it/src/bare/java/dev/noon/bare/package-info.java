/**
 * The floor that the gateway is measured against: the least that a servlet filter can do on the same
 * server, with the same tuning. Nothing here knows Noon. Read {@link dev.noon.bare.BareFilter} first.
 */
@NullMarked
package dev.noon.bare;

import org.jspecify.annotations.NullMarked;
