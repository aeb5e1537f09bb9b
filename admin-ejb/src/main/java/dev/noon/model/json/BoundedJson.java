package dev.noon.model.json;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) of strangers: UTF-8 only, no name twice in an object, bounded depth, and no number whose digits
 * or exponent would cost more than they are worth. Thread-safe.
 */
public final class BoundedJson {
    /** The deepest nesting that may be asked for. */
    public static final int DEEPEST = 256;

    private static final int LONGEST_NUMBER = 64;
    private static final int HIGHEST_EXPONENT_DIGITS = 3;

    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private BoundedJson() {}

    /**
     * The value that {@code bytes} spell.
     *
     * @param maxDepth how many objects and arrays may lie in each other, 1 to {@link #DEEPEST}
     * @throws IllegalArgumentException if they spell none, or one beyond the bounds; the message says what, and shows
     *     nothing of it
     */
    public static JsonValue read(byte[] bytes, int maxDepth) {
        String text = text(bytes);
        checkBounds(text, maxDepth);
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonParsingException e) {
            throw new IllegalArgumentException(
                    "the body is not JSON (line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber() + ")",
                    e);
        } catch (JsonException | IllegalStateException e) {
            throw new IllegalArgumentException("the body is not JSON, or has a name twice in one object", e);
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the body is not UTF-8", e);
        }
    }

    /** One pass before anything is built. */
    private static void checkBounds(String text, int maxDepth) {
        int depth = 0;
        int values = 0;
        for (int i = 0; i < text.length(); i = end(text, i)) {
            char c = text.charAt(i);
            values += depth == 0 && " \t\r\n".indexOf(c) < 0 ? 1 : 0;
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (values > 1) {
                throw new IllegalArgumentException("the body is not JSON: it goes on after its end");
            }
            if (depth > maxDepth) {
                throw new IllegalArgumentException("the body is nested deeper than " + maxDepth + " levels");
            }
        }
    }

    /** Where the token that begins at {@code start} ends. */
    private static int end(String text, int start) {
        char c = text.charAt(start);
        if (c == '"') {
            return endOfString(text, start);
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            return endOfNumber(text, start);
        }
        int end = start + 1;
        while (Character.isLetter(c) && end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfString(String text, int start) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        int exponent = -1;
        while (end < text.length() && "+-.eE0123456789".indexOf(text.charAt(end)) >= 0) {
            boolean mark = text.charAt(end) == 'e' || text.charAt(end) == 'E';
            exponent = mark ? end : exponent;
            end++;
        }
        boolean highExponent = exponent >= 0 && end - exponent - 1 > HIGHEST_EXPONENT_DIGITS + 1;
        if (end - start > LONGEST_NUMBER || highExponent) {
            throw new IllegalArgumentException("the body has a number that is too long");
        }
        return end;
    }
}
