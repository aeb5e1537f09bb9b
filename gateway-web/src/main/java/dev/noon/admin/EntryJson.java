package dev.noon.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.view.Entry;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Entries of the cache as JSON. What may be a secret is not in them. */
final class EntryJson {
    /** Longest text of a payload that is shown. */
    private static final int MOST_TEXT_BYTES = 4 << 10;

    private static final long MILLIS_PER_SECOND = 1_000;
    /** No answer has such a status: it marks what varies by header fields. */
    private static final int MARKER = 900;

    private EntryJson() {}

    /** One of many. */
    static JsonObject of(Entry entry, long nowMillis) {
        return summary(entry, nowMillis).build();
    }

    /** One of them, with all that may be seen. */
    static JsonObject whole(Entry entry, long nowMillis) {
        JsonObjectBuilder json = summary(entry, nowMillis);
        if (entry instanceof Entry.Answer answer) {
            json.add("headers", Json.array(answer.response().headers(), EntryJson::of));
            json.add("body", body(answer.response()));
        } else if (entry instanceof Entry.Item item && !item.text().isEmpty()) {
            json.add(
                    "text",
                    item.text()
                            .substring(0, Math.min(MOST_TEXT_BYTES, item.text().length())));
        }
        return json.build();
    }

    private static JsonObjectBuilder summary(Entry entry, long nowMillis) {
        JsonObjectBuilder json = Json.object()
                .add("key", entry.key())
                .add("scope", entry.scope().text())
                .add("tier", CacheJson.text(entry.tier()))
                .add("bytes", entry.bytes());
        if (entry instanceof Entry.Answer answer) {
            add(json, answer, nowMillis);
        } else if (entry instanceof Entry.Item item) {
            addUnlessEmpty(json, "kind", item.kind());
            addUnlessEmpty(json, "name", item.name());
        }
        return json;
    }

    private static void add(JsonObjectBuilder json, Entry.Answer answer, long nowMillis) {
        StoredResponse response = answer.response();
        Life life = response.life();
        json.add("proxy", answer.proxy()).add("path", response.provenance().path());
        if (response.status() == MARKER) {
            json.add(
                    "varies",
                    response.headers().isEmpty()
                            ? ""
                            : response.headers().get(0).value());
        } else {
            json.add("status", response.status()).add("bodyBytes", response.body().length);
        }
        json.add("created", RevisionJson.time(life.storedAtMillis()))
                .add("ageSeconds", life.ageMillis(nowMillis) / MILLIS_PER_SECOND)
                .add("ttlSeconds", Math.floorDiv(life.freshMillis(nowMillis), MILLIS_PER_SECOND))
                .add("keptSeconds", Math.floorDiv(life.remainingMillis(nowMillis), MILLIS_PER_SECOND))
                .add("revision", response.provenance().revision());
        if (answer.generation() >= 0) {
            json.add("generation", answer.generation());
        }
        if (answer.hits() >= 0) {
            json.add("hits", answer.hits());
        }
        if (response.provenance().tags().size() > 0) {
            json.add("tags", response.provenance().tags().size());
        }
    }

    private static JsonObject of(HeaderField header) {
        return Json.object()
                .add("name", header.name())
                .add("value", header.value())
                .build();
    }

    private static JsonObjectBuilder body(StoredResponse response) {
        JsonObjectBuilder json = Json.object().add("bytes", response.body().length);
        field(response, "Content-Type").ifPresent(type -> json.add("type", type));
        if (response.body().length > 0 && field(response, "Content-Encoding").isEmpty()) {
            text(response.body())
                    .ifPresent(text -> json.add("text", text).add("whole", response.body().length <= MOST_TEXT_BYTES));
        }
        return json;
    }

    private static Optional<String> field(StoredResponse response, String name) {
        return response.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HeaderField::value)
                .findFirst();
    }

    /** The beginning of a body; nothing if it is no text. A character that is cut in two is left out. */
    private static Optional<String> text(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body, 0, Math.min(body.length, MOST_TEXT_BYTES));
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        boolean faulty = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, text, body.length <= MOST_TEXT_BYTES)
                .isError();
        String found = text.flip().toString();
        boolean binary = found.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
        return faulty || binary ? Optional.empty() : Optional.of(found);
    }

    private static void addUnlessEmpty(JsonObjectBuilder json, String name, String value) {
        if (!value.isEmpty()) {
            json.add(name, value);
        }
    }
}
