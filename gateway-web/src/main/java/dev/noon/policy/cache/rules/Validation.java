package dev.noon.policy.cache.rules;

import dev.noon.cache.StoredResponse;
import dev.noon.exchange.ConnectionFields;
import dev.noon.exchange.Headers;
import dev.noon.exchange.HttpDates;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asking the upstream whether a stored answer still holds, and what its answer changes (RFC 9111 sections 3.2 and 4.3). */
public final class Validation {
    /** What an answer to HEAD means for the stored answer to GET (RFC 9111 section 4.3.5). */
    public enum HeadEffect {
        /** It is the same representation: take over what {@link #merged} makes. */
        FRESHENS,
        /** It is another one: the stored answer must not be used any more. */
        OUTDATES,
        /** It says nothing about it. */
        NOTHING
    }

    private static final String ETAG = "ETag";
    private static final String LAST_MODIFIED = "Last-Modified";
    private static final String LENGTH = "Content-Length";

    /** Fields of a request that a cache's own question has none of, or others. */
    private static final List<String> CONDITIONS =
            List.of("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range");

    /** Fields of the stored answer that go with its bytes, or that are nobody's to keep. */
    private static final Set<String> UNCHANGED =
            Set.of("content-length", "content-encoding", "content-range", "set-cookie", "set-cookie2", "cache-status");

    private Validation() {}

    /** Whether {@code stored} has anything to ask by. */
    public static boolean canAsk(StoredResponse stored) {
        return canAsk(StoredHeaders.of(stored));
    }

    static boolean canAsk(Headers headers) {
        return tag(headers).isPresent() || headers.has(LAST_MODIFIED);
    }

    /** Makes {@code request}, which goes to the upstream, ask for the whole, whatever the client has already. */
    public static void askForWhole(Headers request) {
        CONDITIONS.forEach(request::remove);
    }

    /**
     * Makes {@code request}, which goes to the upstream, ask about {@code stored}: the client's own conditions and range go,
     * the stored tag and date come (RFC 9111 section 4.3.1). If there is nothing to ask by, it asks for the whole.
     */
    public static void ask(StoredResponse stored, Headers request) {
        askForWhole(request);
        Headers headers = StoredHeaders.of(stored);
        tag(headers).ifPresent(tag -> request.set("If-None-Match", tag));
        headers.find(LAST_MODIFIED).ifPresent(date -> request.set("If-Modified-Since", date));
    }

    /**
     * Whether a 304 with these lines is about {@code stored} (RFC 9111 section 4.3.4). If not, it must be fetched again
     * without a condition.
     */
    public static boolean confirms(StoredResponse stored, Headers reply) {
        return agrees(StoredHeaders.of(stored), reply);
    }

    /** What an answer to HEAD, with this status and these lines, means for {@code stored}. */
    public static HeadEffect head(StoredResponse stored, int status, Headers reply) {
        if (status != 200 || stored.status() != 200) {
            return HeadEffect.NOTHING;
        }
        Headers headers = StoredHeaders.of(stored);
        boolean sameLength =
                !reply.has(LENGTH) || reply.valueOr(LENGTH, "").strip().equals(length(stored, headers));
        return sameLength && agrees(headers, reply) ? HeadEffect.FRESHENS : HeadEffect.OUTDATES;
    }

    /**
     * The lines of {@code stored} after a newer answer about the same representation: its lines replace those of their
     * names, but for what belongs to the stored bytes, to the connection or to one client alone (RFC 9111 section 3.2). Ask
     * {@link CacheRules#keep} about the result, with the stored status; its {@code Date} is that of the newer answer.
     *
     * @param newer lines of a 304 or of an answer to HEAD
     * @param receivedMillis when that came, wall-clock time
     */
    public static Headers merged(StoredResponse stored, Headers newer, long receivedMillis) {
        Headers old = StoredHeaders.of(stored);
        Set<String> replaced = replaced(newer);
        Headers merged = new Headers();
        for (int i = 0; i < old.size(); i++) {
            if (!replaced.contains(old.name(i).toLowerCase(Locale.ROOT))) {
                merged.add(old.name(i), old.value(i));
            }
        }
        for (int i = 0; i < newer.size(); i++) {
            if (replaced.contains(newer.name(i).toLowerCase(Locale.ROOT))) {
                merged.add(newer.name(i), newer.value(i));
            }
        }
        if (HttpDates.millis(newer.valueOr("Date", ""), receivedMillis).isEmpty()) {
            merged.set("Date", HttpDates.write(receivedMillis));
        }
        return merged;
    }

    private static Set<String> replaced(Headers newer) {
        List<String> connection = newer.all("Connection");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < newer.size(); i++) {
            String name = newer.name(i).toLowerCase(Locale.ROOT);
            if (!UNCHANGED.contains(name) && !ConnectionFields.has(name) && !ConnectionFields.names(connection, name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** A tag decides alone; without one, a date; without either there is nothing that differs. */
    private static boolean agrees(Headers stored, Headers reply) {
        Optional<String> tag = tag(reply);
        if (tag.isPresent()) {
            return stored.has(ETAG) && EntityTags.matchWeakly(tag.get(), stored.valueOr(ETAG, ""));
        }
        return !reply.has(LAST_MODIFIED) || reply.valueOr(LAST_MODIFIED, "").equals(stored.valueOr(LAST_MODIFIED, ""));
    }

    private static Optional<String> tag(Headers headers) {
        return headers.find(ETAG).flatMap(EntityTags::read);
    }

    private static String length(StoredResponse stored, Headers headers) {
        return headers.find(LENGTH).map(String::strip).orElseGet(() -> Integer.toString(stored.body().length));
    }
}
