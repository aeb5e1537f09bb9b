/**
 * Network addresses and networks as values, for definitions and for the data plane alike. Nothing here asks a name
 * server. Read {@link dev.noon.model.address.IpAddress} first.
 */
@NullMarked
package dev.noon.model.address;

import org.jspecify.annotations.NullMarked;
