package dev.noon.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs a page and writes its answer. */
record Answering(Page page) implements HttpHandler {

    static Page nothingHere() {
        return asked -> new Answer(
                404,
                Json.createObjectBuilder()
                        .add("error", "nothing at " + asked.path())
                        .add("try", "/loans?amount=1000&term=12, /echo, /slow?ms=100, /status/503, /bytes/1024")
                        .build());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, answer(Asked.of(exchange)));
        }
    }

    private Answer answer(Asked asked) {
        try {
            return page.answer(asked);
        } catch (Refusal e) {
            return new Answer(
                    400, Json.createObjectBuilder().add("error", e.getMessage()).build());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(
                    503, Json.createObjectBuilder().add("error", "stopping").build());
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = (answer.body() + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean bare = exchange.getRequestMethod().equals("HEAD")
                || answer.status() == 204
                || answer.status() == 304
                || answer.status() < 200;
        exchange.sendResponseHeaders(answer.status(), bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }
}
