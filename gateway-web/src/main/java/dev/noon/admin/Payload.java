package dev.noon.admin;

import dev.noon.control.Deployments;
import dev.noon.control.TooLarge;
import dev.noon.model.SourceFile;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The body of a request, read within bounds. */
final class Payload {
    /** UTF-8 takes at most three bytes for a character of a Java string; JSON escapes may take six. */
    private static final int MAX_BYTES = 2 * Deployments.MAX_CHARS;

    private static final int MAX_FILES = 5_000;

    private Payload() {}

    /**
     * The whole body as text.
     *
     * @throws TooLarge if it is over 16 MiB
     * @throws InvalidParameter if it is not UTF-8
     */
    static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new TooLarge("the body is larger than " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidParameter("the body is not UTF-8");
        }
    }

    /** The files of {@code {"files":[{"name":…,"text":…}]}}. */
    static List<SourceFile> files(String json) {
        JsonObject body = object(json);
        if (!body.keySet().equals(Set.of("files")) || !(body.get("files") instanceof JsonArray array)) {
            throw new InvalidParameter(
                    "the body has " + body.keySet() + "; expected {\"files\":[{\"name\":…,\"text\":…}]}");
        }
        if (array.size() > MAX_FILES) {
            throw new TooLarge(array.size() + " files; must be at most " + MAX_FILES + " at once");
        }
        List<SourceFile> files = new ArrayList<>();
        for (JsonValue value : array) {
            files.add(file(value));
        }
        return files;
    }

    /**
     * A JSON object.
     *
     * @throws InvalidParameter if {@code json} is none
     */
    static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (JsonException | ClassCastException e) {
            throw new InvalidParameter("the body is not a JSON object: " + e.getMessage());
        }
    }

    private static SourceFile file(JsonValue value) {
        if (value instanceof JsonObject file
                && file.keySet().equals(Set.of("name", "text"))
                && file.get("name") instanceof JsonString name
                && file.get("text") instanceof JsonString text) {
            return new SourceFile(name.getString(), text.getString());
        }
        throw new InvalidParameter("files holds something else than {\"name\":…,\"text\":…}");
    }
}
