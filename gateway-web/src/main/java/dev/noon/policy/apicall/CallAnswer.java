package dev.noon.policy.apicall;

import dev.noon.exchange.Headers;
import dev.noon.exchange.SideAnswers.SideAnswer;
import dev.noon.model.json.BoundedJson;
import dev.noon.model.json.JsonPath;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer at hand. Its body is read as JSON when somebody first asks for a part of it. Used by one thread. */
final class CallAnswer implements SideAnswer {
    private static final int DEEPEST = 64;
    private static final String HEADER = "header.";
    private static final String BODY = "body";

    private final int status;
    private final Headers headers;
    private final byte[] body;
    private @Nullable JsonValue json;
    private boolean isRead;

    CallAnswer(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    @Override
    public Optional<String> part(String which) {
        if (which.equals("status")) {
            return Optional.of(Integer.toString(status));
        }
        if (which.startsWith(HEADER)) {
            return headers.find(which.substring(HEADER.length()));
        }
        if (which.equals(BODY)) {
            return Optional.of(new String(body, StandardCharsets.UTF_8));
        }
        return json().flatMap(JsonPath.parse(which.substring(BODY.length() + 1))::find)
                .map(CallAnswer::characters);
    }

    private static String characters(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    private Optional<JsonValue> json() {
        if (!isRead) {
            isRead = true;
            try {
                json = BoundedJson.read(body, DEEPEST);
            } catch (IllegalArgumentException e) {
                // It has no parts then.
                json = null;
            }
        }
        return Optional.ofNullable(json);
    }
}
