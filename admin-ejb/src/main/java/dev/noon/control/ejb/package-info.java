/**
 * The Enterprise Java edge of the control plane: timers and observers that forward to {@link
 * dev.noon.control.ejb.NodeHooks}, three lines each. Nothing here decides, and nothing else uses Payara's clustered
 * events. Read {@link dev.noon.control.ejb.NodeHooks} first.
 */
@NullMarked
package dev.noon.control.ejb;

import org.jspecify.annotations.NullMarked;
