/**
 * The only place that asks the machine what time it is. Everything else receives a {@link
 * dev.noon.time.Ticker} or a {@link dev.noon.time.WallClock} through its constructor. Read {@link
 * dev.noon.time.Ticker} first.
 */
@NullMarked
package dev.noon.time;

import org.jspecify.annotations.NullMarked;
