package dev.noon.policy.cache.rules;

import dev.noon.cache.HeaderField;
import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Headers;
import java.util.List;

/** The lines of a stored answer as headers of their own. */
public final class StoredHeaders {
    private StoredHeaders() {}

    /** A copy, which may be changed. */
    public static Headers of(StoredResponse stored) {
        Headers headers = new Headers();
        List<HeaderField> fields = stored.headers();
        for (int i = 0; i < fields.size(); i++) {
            headers.add(fields.get(i).name(), fields.get(i).value());
        }
        return headers;
    }
}
