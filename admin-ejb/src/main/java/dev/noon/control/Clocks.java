package dev.noon.control;

import dev.noon.time.Ticker;
import dev.noon.time.WallClock;

/** Elapsed time and the time of day. */
public record Clocks(Ticker ticker, WallClock wall) {
    /** The machine's clocks. */
    public static Clocks system() {
        return new Clocks(Ticker.system(), WallClock.system());
    }
}
