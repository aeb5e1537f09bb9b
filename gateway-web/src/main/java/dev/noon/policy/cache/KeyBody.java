package dev.noon.policy.cache;

import dev.noon.cache.CacheKey;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.model.Template;
import dev.noon.model.json.BoundedJson;
import dev.noon.model.json.JsonPath;
import dev.noon.model.policy.CacheSpec;
import dev.noon.policy.BodyLines;
import dev.noon.policy.WholeBody;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy's key has of the bodies of requests, and how it is read; the upstream gets each body as it came. Immutable.
 */
final class KeyBody {
    /** What came of reading a body. */
    sealed interface Reading {
        /** Nothing that a key could have: there is no body, or the key has nothing of it. */
        Known NOTHING = new Known(Map.of());

        /**
         * What a key has of it.
         *
         * @param values by the names of the template's variables; one that is not there stands for nothing
         */
        record Known(Map<String, String> values) implements Reading {
            public Known {
                values = Map.copyOf(values);
            }

            Optional<String> value(String name) {
                return Optional.ofNullable(values.get(name));
            }
        }

        /**
         * No key can be made of it: the request passes the cache by, with its body as it came.
         *
         * @param detail why, as {@code Cache-Status} spells it
         */
        record Unfit(String detail) implements Reading {}
    }

    /** What a body is by its header lines. They are part of a key that has anything of the body: no variable has their names. */
    static final String TYPE = "Content-Type";

    static final String CODING = "Content-Encoding";

    private static final Reading TOO_LONG = new Reading.Unfit("body-too-long");
    private static final Reading ENCODED = new Reading.Unfit("body-encoded");
    private static final Reading NOT_JSON = new Reading.Unfit("body-not-json");

    private static final int DEEPEST = 64;

    /** Characters of a value that stands in a key as it is; of a longer one its hash does. */
    private static final int LONGEST_VALUE = 128;

    private final int maxBytes;
    private final boolean whole;
    private final Map<String, JsonPath> paths = new LinkedHashMap<>();

    KeyBody(CacheSpec spec) {
        this.maxBytes = spec.kept().maxBodyBytes();
        List<String> names = names(spec.key());
        this.whole = names.contains("");
        names.stream().filter(name -> !name.isEmpty()).forEach(name -> paths.put(name, JsonPath.parse(name)));
    }

    /** Names of the variables that stand for something of the body. */
    private static List<String> names(CacheSpec.Key key) {
        return key instanceof CacheSpec.Key.Text text
                ? text.template().variables().stream()
                        .filter(variable -> variable.source() == Template.Source.BODY)
                        .map(Template.Variable::name)
                        .toList()
                : List.of();
    }

    /** Whether the key has anything of bodies. */
    boolean isRead() {
        return whole || !paths.isEmpty();
    }

    /**
     * Reads the body of the request so far, as far as it may be held.
     *
     * @throws IOException if the client breaks off
     */
    Reading read(Exchange exchange) throws IOException {
        Request request = exchange.request();
        if (!isRead() || !request.body().present()) {
            return Reading.NOTHING;
        }
        Headers headers = request.headers();
        if (!paths.isEmpty() && BodyLines.isEncoded(headers)) {
            return ENCODED;
        }
        if (!paths.isEmpty() && !BodyLines.isJson(headers)) {
            return NOT_JSON;
        }
        Optional<byte[]> bytes = WholeBody.read(exchange, maxBytes);
        if (bytes.isEmpty()) {
            return TOO_LONG;
        }
        return bytes.get().length == 0 ? Reading.NOTHING : known(headers, bytes.get());
    }

    private Reading known(Headers headers, byte[] bytes) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!paths.isEmpty()) {
            try {
                JsonValue json = BoundedJson.read(bytes, DEEPEST);
                paths.forEach((name, path) -> path.find(json).ifPresent(value -> values.put(name, text(value))));
            } catch (IllegalArgumentException e) {
                return NOT_JSON;
            }
        }
        if (whole) {
            values.put("", CacheKey.hash(new String(bytes, StandardCharsets.ISO_8859_1)));
        }
        addLines(values, headers, TYPE);
        addLines(values, headers, CODING);
        return new Reading.Known(values);
    }

    /** No JSON value begins like the hash of a long one. */
    private static String text(JsonValue value) {
        String text = KeyJson.of(value);
        return text.length() <= LONGEST_VALUE ? text : "#" + CacheKey.hash(text);
    }

    private static void addLines(Map<String, String> values, Headers headers, String field) {
        if (headers.has(field)) {
            values.put(field, String.join(",", headers.all(field)));
        }
    }
}
