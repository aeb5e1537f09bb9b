package dev.noon.edge;

import dev.noon.exchange.Headers;
import dev.noon.exchange.HttpDates;
import dev.noon.time.WallClock;

/** When a reply was made, for one that does not say so: with a clock, it has to be said (RFC 9110 section 6.6.1). Thread-safe. */
final class ReplyDate {
    private final WallClock clock;
    private volatile Made made = new Made(-1, "");

    private record Made(long second, String text) {}

    ReplyDate(WallClock clock) {
        this.clock = clock;
    }

    /** Adds the field {@code Date} if there is none. */
    void put(Headers headers) {
        if (!headers.has("Date")) {
            headers.add("Date", text());
        }
    }

    /** Made once a second. */
    private String text() {
        long now = clock.millis();
        Made last = made;
        if (last.second() != now / 1000) {
            last = new Made(now / 1000, HttpDates.write(now));
            made = last;
        }
        return last.text();
    }
}
