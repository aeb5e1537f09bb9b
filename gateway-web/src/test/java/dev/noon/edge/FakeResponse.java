package dev.noon.edge;

import dev.noon.exchange.Headers;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A servlet response that remembers; it commits like a container, when its buffer of 8 KiB is full. */
final class FakeResponse implements InvocationHandler {
    private static final int BUFFER = 8 << 10;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Headers headers = new Headers();
    private int status = 200;
    private boolean clientGone;
    private Supplier<Map<String, String>> trailers = Map::of;

    HttpServletResponse servlet() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                FakeResponse.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, this);
    }

    FakeResponse clientGone() {
        clientGone = true;
        return this;
    }

    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }

    /** What a container would write after the last chunk. */
    Map<String, String> trailers() {
        return trailers.get();
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method called, Object @Nullable [] arguments) {
        switch (called.getName()) {
            case "setStatus" -> status = (Integer) argument(arguments, 0);
            case "addHeader" -> headers.add((String) argument(arguments, 0), (String) argument(arguments, 1));
            case "setHeader" -> headers.set((String) argument(arguments, 0), (String) argument(arguments, 1));
            case "setContentType" -> headers.set("Content-Type", (String) argument(arguments, 0));
            case "setContentLength", "setContentLengthLong" ->
                headers.set("Content-Length", argument(arguments, 0).toString());
            case "setTrailerFields" -> trailers = trailers(argument(arguments, 0));
            case "reset" -> reset();
            case "flushBuffer" -> {
                return null;
            }
            case "getStatus" -> {
                return status;
            }
            case "isCommitted" -> {
                return body.size() > BUFFER;
            }
            case "getContentType" -> {
                return headers.find("Content-Type").orElse(null);
            }
            case "getOutputStream" -> {
                return new Stream();
            }
            default -> throw new UnsupportedOperationException(called.getName());
        }
        return null;
    }

    private void reset() {
        if (body.size() > BUFFER) {
            throw new IllegalStateException("committed");
        }
        body.reset();
        headers = new Headers();
        status = 200;
    }

    @SuppressWarnings("unchecked")
    private static Supplier<Map<String, String>> trailers(Object supplier) {
        return (Supplier<Map<String, String>>) supplier;
    }

    private static Object argument(Object @Nullable [] arguments, int index) {
        if (arguments == null) {
            throw new IllegalArgumentException("no argument");
        }
        return arguments[index];
    }

    private final class Stream extends ServletOutputStream {
        @Override
        public void write(int b) throws IOException {
            if (clientGone) {
                throw new IOException("broken pipe");
            }
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
