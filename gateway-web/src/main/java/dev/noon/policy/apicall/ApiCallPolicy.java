package dev.noon.policy.apicall;

import dev.noon.exchange.Body;
import dev.noon.exchange.BrokenBody;
import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.NormalPath;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.SideAnswers.SideAnswer;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.text.Guard;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.Escape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks another upstream before the request goes on. Nothing of the client's request is in the question but what its author
 * put there, and nothing that clients write becomes another path. Immutable.
 */
public final class ApiCallPolicy implements Policy {
    private static final String CONTENT_TYPE = "Content-Type";

    private record Line(String name, CompiledTemplate value) {}

    private final String name;
    private final ApiCallSpec.Bounds bounds;
    private final String method;
    private final CompiledTemplate target;
    private final List<Line> headers = new ArrayList<>();
    private final Optional<CompiledTemplate> body;
    private final Escape escape;
    private final Chain ask;

    /**
     * @param ask sends what an exchange requests to the upstream, no longer than the timeout, and keeps answers
     * @throws IllegalArgumentException if the environment's variables make no path of what should be one
     */
    public ApiCallPolicy(ApiCallSpec spec, Chain ask) {
        ApiCallSpec.Question question = spec.question();
        Guard.check("apiCall.path", ApiCallSpec.targetFault(question.path().source()));
        this.name = spec.name();
        this.bounds = spec.bounds();
        this.method = question.method();
        this.target = CompiledTemplate.of(question.path());
        question.headers().forEach((header, value) -> headers.add(new Line(header, CompiledTemplate.of(value))));
        this.body = question.body().map(CompiledTemplate::of);
        this.escape = escape(question);
        this.ask = ask;
    }

    /** What is asked is JSON unless a header says otherwise. */
    private static Escape escape(ApiCallSpec.Question question) {
        String type = question.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(CONTENT_TYPE))
                .map(header -> header.getValue().source().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("json");
        if (type.contains("json")) {
            return Escape.JSON;
        }
        return type.startsWith("application/x-www-form-urlencoded")
                ? Escape.URL
                : type.startsWith("text/plain") ? Escape.NONE : Escape.MARKUP;
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Optional<Request> question = question(exchange.request());
        if (question.isEmpty()) {
            return exchange.fail(Cause.REWRITE_REFUSED);
        }
        Optional<SideAnswer> answer = ask(exchange, question.get());
        if (answer.isPresent()) {
            exchange.request(exchange.request().knowing(name, answer.get()));
        } else if (!bounds.lenient()) {
            return exchange.fail(Cause.CALL_FAILED);
        }
        return next.proceed(exchange);
    }

    /** Empty if what clients wrote makes no path of it that is one. */
    private Optional<Request> question(Request request) {
        String text = target.text(request, Escape.URL);
        int mark = text.indexOf('?');
        String path = mark < 0 ? text : text.substring(0, mark);
        Headers lines = new Headers();
        for (Line line : headers) {
            lines.add(line.name(), line.value().text(request));
        }
        RequestBody sent = body.map(
                        each -> RequestBody.of(each.text(request, escape).getBytes(StandardCharsets.UTF_8)))
                .orElse(RequestBody.NONE);
        if (sent.present() && !lines.has(CONTENT_TYPE)) {
            lines.add(CONTENT_TYPE, "application/json");
        }
        try {
            Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(text.substring(mark + 1));
            return Optional.of(new Request(
                    method, NormalPath.of(path), query, request.origin().of(Caller.NOBODY), lines, sent));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty if there is none, or one that is not taken for an answer. */
    private Optional<SideAnswer> ask(Exchange exchange, Request question) throws IOException {
        try (Exchange aside = exchange.aside(question)) {
            Reply reply = ask.proceed(aside);
            boolean own = aside.cause().status() > 0;
            return own || !bounds.admits(reply.status()) ? Optional.empty() : read(reply);
        } catch (BrokenBody e) {
            return Optional.empty();
        }
    }

    private Optional<SideAnswer> read(Reply reply) throws IOException {
        byte[] bytes = new byte[0];
        if (reply.body() instanceof Body.Bytes whole) {
            bytes = whole.bytes();
        } else if (reply.body() instanceof Body.Stream stream) {
            bytes = stream.in().readNBytes(bounds.maxBodyBytes() + 1);
        }
        return bytes.length > bounds.maxBodyBytes()
                ? Optional.empty()
                : Optional.of(new CallAnswer(reply.status(), reply.headers(), bytes));
    }
}
