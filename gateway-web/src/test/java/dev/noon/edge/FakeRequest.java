package dev.noon.edge;

import dev.noon.exchange.Headers;
import dev.noon.exchange.Requests;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A servlet request made of plain fields; what the edge does not ask for is not there. */
final class FakeRequest implements InvocationHandler {
    private final String method;
    private final String uri;
    private final @Nullable String query;
    private final Headers headers;
    private String protocol = "HTTP/1.1";
    private int localPort = 8080;
    private InputStream body = InputStream.nullInputStream();
    private Map<String, String> trailers = Map.of();
    private boolean early;
    private boolean ended;

    FakeRequest(String method, String target, String... lines) {
        int mark = target.indexOf('?');
        this.method = method;
        this.uri = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
        this.headers = Requests.headers(lines);
    }

    FakeRequest protocol(String other) {
        protocol = other;
        return this;
    }

    FakeRequest localPort(int other) {
        localPort = other;
        return this;
    }

    FakeRequest body(String text) {
        return body(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    FakeRequest body(InputStream in) {
        body = in;
        return this;
    }

    /** What comes after the body; names in lower case, as a container has them. */
    FakeRequest trailers(Map<String, String> fields) {
        trailers = fields;
        return this;
    }

    /** They are there already, and among the lines of the header as well, as the connector has them. */
    FakeRequest trailersComeWithTheHeader() {
        early = true;
        trailers.forEach(headers::add);
        return this;
    }

    HttpServletRequest servlet() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method called, Object @Nullable [] arguments) {
        return switch (called.getName()) {
            case "getMethod" -> method;
            case "getRequestURI" -> uri;
            case "getQueryString" -> query;
            case "getProtocol" -> protocol;
            case "getLocalPort" -> localPort;
            case "getRemoteAddr" -> "192.0.2.7";
            case "isSecure" -> false;
            case "getHeaderNames" -> Collections.enumeration(names());
            case "getHeaders" -> Collections.enumeration(headers.all(first(arguments)));
            case "getHeader" -> headers.find(first(arguments)).orElse(null);
            case "setAttribute" -> null;
            case "getInputStream" -> new Stream(body);
            case "isTrailerFieldsReady" -> early || ended;
            case "getTrailerFields" -> trailers;
            default -> throw new UnsupportedOperationException(called.getName());
        };
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.size(); i++) {
            names.add(headers.name(i));
        }
        return names;
    }

    private static String first(Object @Nullable [] arguments) {
        return arguments == null ? "" : (String) arguments[0];
    }

    private final class Stream extends ServletInputStream {
        private final InputStream in;

        Stream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws java.io.IOException {
            int read = in.read();
            ended |= read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
