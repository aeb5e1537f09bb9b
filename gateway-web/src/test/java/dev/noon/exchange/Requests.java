package dev.noon.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Requests and exchanges for tests. */
public final class Requests {
    private Requests() {}

    /** A request to {@code http://api.example} from 192.0.2.7; header lines as {@code Name: value}. */
    public static Request of(String method, String target, String... lines) {
        return of(method, target, RequestBody.NONE, lines);
    }

    public static Request of(String method, String target, RequestBody body, String... lines) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
        return new Request(method, path, query, origin("api.example", path), headers(lines), body);
    }

    /** A request to {@code host}. */
    public static Request at(String host, String method, String target, String... lines) {
        Request request = of(method, target, lines);
        Request.Origin origin = origin(host, request.path());
        return new Request(method, request.path(), request.query(), origin, request.headers(), request.body());
    }

    public static Request.Origin origin() {
        return origin("api.example", "/");
    }

    private static Request.Origin origin(String host, String path) {
        return new Request.Origin("http", host, host + ":8080", path, 8080, () -> "192.0.2.7");
    }

    public static Headers headers(String... lines) {
        Headers headers = new Headers();
        for (String line : lines) {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** An exchange of that request, under revision 7. */
    public static Exchange exchange(Request request) {
        Exchange exchange = new Exchange(7, 0);
        exchange.request(request);
        return exchange;
    }

    public static RequestBody body(String text, boolean declared) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RequestBody() {
            @Override
            public boolean present() {
                return true;
            }

            @Override
            public OptionalLong length() {
                return declared ? OptionalLong.of(bytes.length) : OptionalLong.empty();
            }

            @Override
            public java.io.InputStream open() {
                return new java.io.ByteArrayInputStream(bytes);
            }
        };
    }

    public static Reply reply(int status, String body, String... lines) {
        return new Reply(status, headers(lines), new Body.Bytes(body.getBytes(StandardCharsets.UTF_8)));
    }
}
