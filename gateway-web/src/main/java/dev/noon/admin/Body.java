package dev.noon.admin;

import dev.noon.control.Deployments;
import dev.noon.control.TooLarge;
import dev.noon.model.SourceFile;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of a request, read once and never beyond the limit. */
final class Body {
    static final String YAML = "application/yaml";
    private static final int MAX_BYTES = 2 * Deployments.MAX_CHARS;
    private static final int MAX_FILES = 10_000;

    private Body() {}

    /** The definitions in a body: raw text, or files in an envelope. */
    static List<SourceFile> files(MediaType type, InputStream in) throws IOException {
        if (type.isCompatible(MediaType.valueOf(YAML))) {
            return List.of(new SourceFile("body", text(type, in)));
        }
        return envelope(Json.read(text(type, in)));
    }

    /**
     * The whole body as text.
     *
     * @throws TooLarge if it is longer than 16 MiB: JSON may spell a character in several bytes
     * @throws BadRequest if it is not UTF-8
     */
    static String text(MediaType type, InputStream in) throws IOException {
        String charset = Optional.ofNullable(type.getParameters().get(MediaType.CHARSET_PARAMETER))
                .orElse("utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new NotSupportedException("charset is " + charset + "; must be utf-8");
        }
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new TooLarge("the body is longer than " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequest("the body is not UTF-8");
        }
    }

    private static List<SourceFile> envelope(JsonObject envelope) {
        onlyKeys(envelope, Set.of("files"));
        List<JsonValue> entries =
                envelope.containsKey("files") && envelope.get("files").getValueType() == JsonValue.ValueType.ARRAY
                        ? envelope.getJsonArray("files")
                        : List.of();
        if (entries.isEmpty() || entries.size() > MAX_FILES) {
            throw new BadRequest("files must be an array of 1 to " + MAX_FILES + " files");
        }
        List<SourceFile> files = new ArrayList<>();
        for (JsonValue entry : entries) {
            files.add(file(entry));
        }
        return files;
    }

    private static SourceFile file(JsonValue entry) {
        if (entry instanceof JsonObject file
                && file.get("name") instanceof JsonString name
                && file.get("text") instanceof JsonString text) {
            onlyKeys(file, Set.of("name", "text"));
            return new SourceFile(name.getString(), text.getString());
        }
        throw new BadRequest("each file must be an object with the strings name and text");
    }

    /** Refuses what nobody would read. */
    static void onlyKeys(JsonObject object, Set<String> known) {
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                throw new BadRequest("unknown field " + key + "; expected "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }
}
