package dev.noon.it.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An ordinary HTTP/1.1 client with keep-alive. Thread-safe. */
public final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A GET; header names and values in turn. */
    public Reply get(URI url, String... headers) {
        return send("GET", url, new byte[0], headers);
    }

    /** A request with a body, which may be empty; a GET without one announces none. Header names and values in turn. */
    public Reply send(String method, URI url, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(TIMEOUT);
        if (method.equals("GET") && body.length == 0) {
            request.GET();
        } else {
            request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + url, e);
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        List<Headers.Field> fields = new ArrayList<>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> fields.add(new Headers.Field(name, value))));
        return new Reply(response.statusCode(), new Headers(fields), response.body());
    }
}
