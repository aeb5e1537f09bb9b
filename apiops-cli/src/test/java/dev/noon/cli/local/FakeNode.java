package dev.noon.cli.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stands in for Payara Micro with the gateway: reads the same system properties, answers the few paths that up asks. */
public final class FakeNode {

    private static final Path DATA = Path.of(System.getProperty("noon.data"));
    /** Every POST of definitions leaves a line here. */
    static final String APPLIES = "applies.txt";
    /** A file of this name in its directory makes the node fail at once. */
    static final String FAIL = "fail";

    private FakeNode() {}

    public static void main(String[] args) throws IOException {
        if (Files.exists(DATA.resolve(FAIL))) {
            System.out.println("the fake node cannot go on");
            System.exit(3);
        }
        HttpServer admin = server("noon.admin.port");
        admin.createContext("/health/ready", exchange -> answer(exchange, 200, "{}"));
        admin.createContext("/api/v1/members", exchange -> answer(exchange, authorised(exchange), members()));
        admin.createContext("/api/v1/environments/dev/revisions", FakeNode::revisions);
        HttpServer traffic = server("noon.http.port");
        traffic.createContext("/loans", exchange -> answer(exchange, 200, "{}"));
        System.out.println("fake node " + System.getProperty("noon.node") + " ready, certificates "
                + System.getProperty("noon.https.certificates") + " at " + System.getProperty("noon.https.port"));
    }

    private static HttpServer server(String portProperty) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(System.getProperty("noon.grid.bind"), Integer.getInteger(portProperty)), 10);
        server.start();
        return server;
    }

    private static int authorised(HttpExchange exchange) throws IOException {
        String token = Files.readString(Path.of(System.getProperty("noon.admin.token.file")))
                .strip();
        return ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401;
    }

    private static String members() {
        int nodes = System.getProperty("noon.grid.members").split(",", -1).length;
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> "{\"node\":\"node-" + node + "\",\"live\":true,\"revision\":1}")
                .collect(Collectors.joining(",", "{\"members\":[", "]}"));
    }

    private static void revisions(HttpExchange exchange) throws IOException {
        Path applies = DATA.resolve(APPLIES);
        if (exchange.getRequestMethod().equals("POST")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(applies, body + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            answer(exchange, 201, "{\"outcome\":\"applied\",\"revision\":{\"number\":1},\"complete\":true}");
        } else {
            answer(exchange, 200, "{\"revisions\":[" + (Files.exists(applies) ? "{\"number\":1}" : "") + "]}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
