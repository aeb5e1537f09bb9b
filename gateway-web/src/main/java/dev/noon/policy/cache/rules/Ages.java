package dev.noon.policy.cache.rules;

import dev.noon.exchange.Headers;
import dev.noon.exchange.HttpDates;
import java.util.List;
import java.util.OptionalLong;

/** How old an answer is (RFC 9111 section 4.2.3). */
final class Ages {
    private Ages() {}

    /** Its corrected initial age at {@link Timing#responseMillis}, milliseconds. */
    static long initialMillis(Headers headers, Timing timing) {
        long received = timing.responseMillis();
        long apparent = Math.max(0, received - dateMillis(headers, received));
        long corrected = valueMillis(headers) + timing.delayMillis();
        return Math.max(apparent, corrected);
    }

    /** When the origin made it; {@code receivedMillis} if it does not say. */
    static long dateMillis(Headers headers, long receivedMillis) {
        return HttpDates.millis(headers.valueOr("Date", ""), receivedMillis).orElse(receivedMillis);
    }

    /** What {@code Age} says: the first member of the first line that has one; 0 if that is malformed. */
    private static long valueMillis(Headers headers) {
        if (!headers.has("Age")) {
            return 0;
        }
        List<String> members = Lists.members(headers.all("Age"));
        OptionalLong seconds = members.isEmpty() ? OptionalLong.empty() : Seconds.read(members.get(0));
        return seconds.orElse(0) * 1000;
    }
}
