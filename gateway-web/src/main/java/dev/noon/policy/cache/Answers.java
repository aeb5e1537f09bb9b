package dev.noon.policy.cache;

import dev.noon.cache.Lookup;
import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Headers;
import dev.noon.exchange.HttpDates;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.policy.cache.rules.StoredAnswer;
import dev.noon.policy.cache.rules.StoredHeaders;
import dev.noon.policy.cache.rules.TagFields;

/** Makes replies of stored answers. */
final class Answers {
    private Answers() {}

    /** What {@code request} gets of {@code stored}; {@code status} is the value of {@code Cache-Status}. */
    static Reply of(Request request, StoredResponse stored, long ageSeconds, String status) {
        Headers headers = StoredHeaders.of(stored);
        if (!headers.has("Date")) {
            headers.add("Date", HttpDates.write(stored.life().storedAtMillis()));
        }
        headers.add("Age", Long.toString(ageSeconds));
        headers.add(CacheStatus.FIELD, status);
        return StoredAnswer.of(
                request, stored.status(), headers, stored.body(), stored.life().storedAtMillis());
    }

    /** What {@code request} gets of something that is fresh no more. */
    static Reply stale(Request request, Lookup.Stale stale) {
        long staleSeconds = (stale.staleMillis() + 999) / 1000;
        return of(request, stale.response(), stale.ageSeconds(), CacheStatus.hit(stale.tier(), -staleSeconds));
    }

    static Reply marked(Reply reply, String status) {
        TagFields.without(reply).headers().add(CacheStatus.FIELD, status);
        return reply;
    }
}
