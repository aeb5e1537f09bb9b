package dev.noon.control.secret;

import dev.noon.model.DefinitionId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a secret belongs. It is sealed for this place alone: moved to another environment, definition or field, it does
 * not open.
 *
 * @param field JSON pointer in the definition, for example {@code /spec/secret}
 */
public record SecretPlace(String environment, DefinitionId id, String field) {
    /** The definition and the field, as people read them. */
    @Override
    public String toString() {
        return id + " " + field.substring(1).replace('/', '.');
    }

    /** The place and {@code more} as bytes; every part is prefixed with its length. */
    byte[] bytes(String... more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part(bytes, environment);
        part(bytes, id.kind().text());
        part(bytes, id.name());
        part(bytes, field);
        for (String text : more) {
            part(bytes, text);
        }
        return bytes.toByteArray();
    }

    private static void part(ByteArrayOutputStream bytes, String text) {
        byte[] part = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(part);
    }
}
