package dev.noon.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** {@code /bytes/COUNT}: that many bytes, chunked, never all in memory; at most 1 GiB. */
final class Bytes implements HttpHandler {

    private static final int BLOCK = 16 * 1024;
    private static final int MOST = 1 << 30;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = Asked.of(exchange);
            int count = count(asked);
            if (count < 0) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, asked.method().equals("HEAD") ? -1 : 0);
            if (!asked.method().equals("HEAD")) {
                write(exchange.getResponseBody(), count);
            }
        }
    }

    private static int count(Asked asked) {
        try {
            return Refusal.unlessNumber("count", asked.tail(), 0, MOST);
        } catch (Refusal e) {
            return -1;
        }
    }

    private static void write(OutputStream body, int count) throws IOException {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) 'n');
        for (int left = count; left > 0; left -= BLOCK) {
            body.write(block, 0, Math.min(left, BLOCK));
        }
    }
}
