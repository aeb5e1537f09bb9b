package dev.noon.policy.cache;

import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Reply;
import java.nio.charset.StandardCharsets;

/** Answers that say nothing: an empty body, or {@code null} as JSON. */
final class Nothing {
    /** {@code null} with some white space around it. */
    private static final int LONGEST_NULL = 16;

    private Nothing() {}

    /** Whether it is known beforehand that there is no body; a redirect says where to go without one. */
    static boolean isEmpty(Reply reply) {
        return reply.status() < 300 && reply.body().length().orElse(-1) == 0;
    }

    static boolean isNull(StoredResponse response) {
        byte[] body = response.body();
        if (response.status() >= 300 || body.length > LONGEST_NULL) {
            return false;
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.isEmpty() || (text.equals("null") && isJson(response));
    }

    private static boolean isJson(StoredResponse response) {
        return response.headers().stream()
                .anyMatch(line -> line.name().equalsIgnoreCase("Content-Type")
                        && line.value().contains("json"));
    }
}
