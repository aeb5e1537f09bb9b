package dev.noon.upstream;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Copies;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** The last step of a chain: the client request as an upstream request, the upstream response as a reply. */
public final class UpstreamCall implements Chain, Copies {
    /** Characters to strip of any path so that nothing is left of it. */
    public static final int WHOLE_PATH = Integer.MAX_VALUE;

    private static final String VIA = "1.1 noon";
    private static final int MOST_ROUNDS = 8;
    private static final int READ_ON_BYTES = 256 << 10;

    private final UpstreamSender transport;
    private final int stripCharacters;
    private final Ticker ticker;
    private final Function<Request, String> affinity;

    /** @param stripCharacters how much of the path's beginning the upstream does not get to see */
    public UpstreamCall(UpstreamSender transport, int stripCharacters, Ticker ticker) {
        this(transport, stripCharacters, ticker, request -> "");
    }

    private UpstreamCall(
            UpstreamSender transport, int stripCharacters, Ticker ticker, Function<Request, String> affinity) {
        this.affinity = affinity;
        this.transport = transport;
        this.stripCharacters = stripCharacters;
        this.ticker = ticker;
    }

    /** The same call, whose requests go to the same target if {@code other} says the same of them. */
    public UpstreamCall withAffinity(Function<Request, String> other) {
        return new UpstreamCall(transport, stripCharacters, ticker, other);
    }

    @Override
    public Reply proceed(Exchange exchange) throws IOException {
        if (!exchange.admit()) {
            return exchange.fail(Cause.NODE_FULL);
        }
        if (goesRound(exchange.request().headers())) {
            return exchange.fail(Cause.LOOP_DETECTED);
        }
        UpstreamRequest request = upstreamRequest(exchange);
        long start = ticker.nanos();
        Answer answer = transport.send(request);
        exchange.upstreamNanos(ticker.nanos() - start);
        if (answer instanceof Answer.Failed failed) {
            return exchange.fail(failed.cause());
        }
        if (answer instanceof Answer.Spared spared) {
            Reply reply = exchange.fail(Cause.BREAKER_OPEN);
            reply.headers().set("Retry-After", Long.toString(spared.retrySeconds()));
            return reply;
        }
        Answer.Answered answered = (Answer.Answered) answer;
        if (answered.body() instanceof Body.Stream stream) {
            exchange.own(stream.in());
        }
        appendVia(answered.headers());
        exchange.trace().unname(answered.headers());
        return new Reply(answered.status(), answered.headers(), answered.body());
    }

    @Override
    public Copy of(Exchange exchange) {
        UpstreamRequest head = upstreamRequest(exchange);
        head.headers().set(Copies.MARK, exchange.route().proxy());
        return body -> sent(
                new UpstreamRequest(head.method(), head.target(), head.headers(), body).withAffinity(head.affinity()));
    }

    /** Whether there was an answer; it is read to its end if that is near, so that the connection can be used again. */
    private boolean sent(UpstreamRequest request) throws IOException {
        if (!(transport.send(request) instanceof Answer.Answered answered)) {
            return false;
        }
        if (answered.body() instanceof Body.Stream stream) {
            try (InputStream in = stream.in()) {
                in.readNBytes(READ_ON_BYTES);
            }
        }
        return true;
    }

    private UpstreamRequest upstreamRequest(Exchange exchange) {
        Request request = exchange.request();
        Headers headers = request.headers().copy();
        appendVia(headers);
        addForwarded(headers, request.origin());
        exchange.trace().stamp(headers);
        if (exchange.wantsTunnel()) {
            headers.set("Connection", "Upgrade");
            headers.set("Upgrade", HttpCall.WEB_SOCKET);
        }
        String target = exchange.isPathRewritten() ? request.target() : target(request);
        return new UpstreamRequest(request.method(), target, headers, request.body())
                .withAffinity(affinity.apply(request))
                .heardBy(exchange::hint);
    }

    private String target(Request request) {
        String target = request.target();
        if (stripCharacters == 0) {
            return target;
        }
        String rest = target.substring(Math.min(stripCharacters, request.path().length()));
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    /** Whether an upstream leads back here: each way through leaves a mark (RFC 9110 section 7.6.3). */
    private static boolean goesRound(Headers headers) {
        if (!headers.has("Via")) {
            return false;
        }
        String via = String.join(",", headers.all("Via"));
        int passed = 0;
        for (int at = via.indexOf(VIA); at >= 0; at = via.indexOf(VIA, at + 1)) {
            passed++;
        }
        return passed >= MOST_ROUNDS;
    }

    private static void appendVia(Headers headers) {
        if (headers.has("Via")) {
            headers.set("Via", String.join(", ", headers.all("Via")) + ", " + VIA);
        } else {
            headers.add("Via", VIA);
        }
    }

    /** What the client claimed was dropped at the door; what is here already, a policy has set. */
    private static void addForwarded(Headers headers, Request.Origin origin) {
        String address = origin.address().get();
        String node = address.indexOf(':') < 0 ? address : "\"[" + address + "]\"";
        String host = origin.authority().isEmpty() ? "" : ";host=\"" + origin.authority() + '"';
        addIfAbsent(headers, "Forwarded", "for=" + node + host + ";proto=" + origin.scheme());
        addIfAbsent(headers, "X-Forwarded-For", address);
        addIfAbsent(headers, "X-Forwarded-Proto", origin.scheme());
        addIfAbsent(headers, "X-Forwarded-Port", Integer.toString(origin.port()));
        if (!origin.authority().isEmpty()) {
            addIfAbsent(headers, "X-Forwarded-Host", origin.authority());
        }
    }

    private static void addIfAbsent(Headers headers, String name, String value) {
        if (!headers.has(name)) {
            headers.add(name, value);
        }
    }
}
