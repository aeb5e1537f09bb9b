package dev.noon.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An admin listener that answers what it was told to and remembers what it was asked. */
final class FakeAdmin implements AutoCloseable {

    static final String TOKEN = "the-token";

    /** What was asked: {@code GET /path?query} and the body. */
    record Call(String line, String contentType, String body, Map<String, List<String>> headers) {
        /** The header's value; empty if there is none. */
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    private record Prepared(int status, String type, String body) {}

    private final HttpServer server;
    private final Map<String, Prepared> answers = new ConcurrentHashMap<>();
    private final AtomicInteger toCut = new AtomicInteger();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    FakeAdmin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on {@code GET /path} is answered so, with whatever query unless one is given here. */
    FakeAdmin on(String methodAndPath, int status, String json) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        return on(methodAndPath, status, type, json);
    }

    FakeAdmin on(String methodAndPath, int status, String type, String body) {
        answers.put(methodAndPath, new Prepared(status, type, body));
        return this;
    }

    /** The next {@code times} requests are heard, and the connection is lost before the answer. */
    FakeAdmin cut(int times) {
        toCut.set(times);
        return this;
    }

    List<Call> calls() {
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String contentType = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            calls.add(new Call(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    contentType,
                    body,
                    Map.copyOf(exchange.getRequestHeaders())));
            if (toCut.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
                write(exchange, prepared(exchange));
            }
        }
    }

    private Prepared prepared(HttpExchange exchange) {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Prepared(401, "application/problem+json", "{\"title\":\"not authenticated\",\"status\":401}");
        }
        String line =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        Prepared otherwise = answers.getOrDefault(
                line,
                new Prepared(404, "application/problem+json", "{\"title\":\"not found\",\"detail\":\"" + line + "\"}"));
        return answers.getOrDefault(exchange.getRequestMethod() + " " + exchange.getRequestURI(), otherwise);
    }

    private static void write(HttpExchange exchange, Prepared answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
