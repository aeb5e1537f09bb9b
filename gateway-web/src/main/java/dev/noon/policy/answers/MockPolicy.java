package dev.noon.policy.answers;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Gate;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.model.policy.MockSpec;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.Escape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers in place of the upstream. What clients write stays a value in the body, by its media type. Immutable. */
public final class MockPolicy implements Gate {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private record Line(String name, CompiledTemplate value) {}

    private final int status;
    private final List<Line> headers = new ArrayList<>();
    private final CompiledTemplate body;
    private final boolean empty;

    public MockPolicy(MockSpec spec) {
        this.status = spec.status();
        spec.headers().forEach((name, value) -> headers.add(new Line(name, CompiledTemplate.of(value))));
        this.body = CompiledTemplate.of(spec.body());
        this.empty = spec.body().parts().isEmpty() || status == 204 || status == 304;
    }

    @Override
    public Optional<Reply> refuse(Exchange exchange) {
        exchange.cause(Cause.MOCK);
        Headers lines = new Headers();
        for (Line line : headers) {
            lines.add(line.name(), line.value().text(exchange.request()));
        }
        if (empty) {
            return Optional.of(new Reply(status, lines, Body.EMPTY));
        }
        if (!lines.has(CONTENT_TYPE)) {
            lines.add(CONTENT_TYPE, PLAIN);
        }
        String text = body.text(exchange.request(), escape(lines.valueOr(CONTENT_TYPE, PLAIN)));
        return Optional.of(new Reply(status, lines, new Body.Bytes(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static Escape escape(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            return Escape.JSON;
        }
        return type.startsWith("text/plain") ? Escape.NONE : Escape.MARKUP;
    }
}
