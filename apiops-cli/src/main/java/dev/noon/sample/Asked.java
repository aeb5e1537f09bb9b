package dev.noon.sample;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a client asked.
 *
 * @param query the raw query, empty when there is none
 * @param body all of it
 */
record Asked(String method, String path, String query, Headers headers, byte[] body) {

    static Asked of(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes());
    }

    /** The first value of a query parameter. */
    Optional<String> parameter(String name) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /**
     * A query parameter as a whole number.
     *
     * @throws Refusal when it is not a number from {@code min} to {@code max}
     */
    int number(String name, int otherwise, int min, int max) {
        String text = parameter(name).orElse(Integer.toString(otherwise));
        return Refusal.unlessNumber(name, text, min, max);
    }

    /** The last segment of the path. */
    String tail() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
