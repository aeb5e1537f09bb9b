package dev.noon.policy.cors;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CorsSpec;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers preflights, and marks replies to pages of other origins (the Fetch standard, section 3.2). A reply that is
 * not the same for every origin says so in {@code Vary}, so that no cache on the way mixes them up. Immutable.
 */
public final class CorsPolicy implements Policy {
    private static final String ORIGIN = "Origin";
    private static final String ALLOW = "Access-Control-Allow-";
    private static final String METHOD = "Access-Control-Request-Method";
    private static final String HEADERS = "Access-Control-Request-Headers";

    /** Request headers that need no leave as long as they are harmless; browsers decide that. */
    private static final Set<String> SAFE = Set.of("accept", "accept-language", "content-language", "content-type");

    /** What the upstream may say of other origins does not count. */
    private static final List<String> OURS = List.of(
            ALLOW + "Origin",
            ALLOW + "Credentials",
            ALLOW + "Methods",
            ALLOW + "Headers",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age");

    private final Origins origins;
    private final Set<String> methods;
    private final Set<String> headers = new TreeSet<>();
    private final String allowedHeaders;
    private final String exposed;
    private final boolean credentials;
    private final String maxAgeSeconds;

    public CorsPolicy(CorsSpec spec) {
        this.origins = new Origins(spec.origins());
        this.methods = Set.copyOf(spec.grants().methods());
        spec.grants().headers().forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
        this.allowedHeaders = String.join(", ", spec.grants().headers());
        this.exposed = String.join(", ", spec.grants().expose());
        this.credentials = spec.grants().credentials();
        this.maxAgeSeconds =
                spec.maxAge().map(age -> Long.toString(age.toSeconds())).orElse("");
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Request request = exchange.request();
        if (isPreflight(request)) {
            return preflight(exchange);
        }
        String origin = request.headers().valueOr(ORIGIN, "");
        return marked(next.proceed(exchange), origin);
    }

    @Override
    public boolean answersPreflights() {
        return true;
    }

    private Reply preflight(Exchange exchange) {
        Headers asked = exchange.request().headers();
        String origin = asked.valueOr(ORIGIN, "");
        if (!origins.has(origin) || !methods.contains(asked.valueOr(METHOD, "")) || !allHeaders(asked)) {
            return varying(exchange.fail(Cause.ORIGIN_REFUSED));
        }
        exchange.cause(Cause.PREFLIGHT);
        Headers headers = new Headers();
        allow(headers, origin);
        headers.add(ALLOW + "Methods", String.join(", ", new TreeSet<>(methods)));
        if (!allowedHeaders.isEmpty()) {
            headers.add(ALLOW + "Headers", allowedHeaders);
        }
        if (!maxAgeSeconds.isEmpty()) {
            headers.add("Access-Control-Max-Age", maxAgeSeconds);
        }
        return varying(new Reply(204, headers, Body.EMPTY));
    }

    private static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.headers().has(METHOD)
                && request.headers().has(ORIGIN);
    }

    private boolean allHeaders(Headers asked) {
        for (String line : asked.all(HEADERS)) {
            for (String name : line.split(",", -1)) {
                String lower = name.strip().toLowerCase(Locale.ROOT);
                if (!lower.isEmpty() && !headers.contains(lower) && !SAFE.contains(lower)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Reply marked(Reply reply, String origin) {
        Headers headers = reply.headers();
        OURS.forEach(headers::remove);
        if (!origin.isEmpty() && origins.has(origin)) {
            allow(headers, origin);
            if (!exposed.isEmpty()) {
                headers.add("Access-Control-Expose-Headers", exposed);
            }
        }
        if (!origins.any()) {
            addVary(headers, ORIGIN);
        }
        return reply;
    }

    private void allow(Headers headers, String origin) {
        headers.add(ALLOW + "Origin", origins.any() ? "*" : origin);
        if (credentials) {
            headers.add(ALLOW + "Credentials", "true");
        }
    }

    private static Reply varying(Reply preflight) {
        addVary(preflight.headers(), ORIGIN + ", " + METHOD + ", " + HEADERS);
        return preflight;
    }

    private static void addVary(Headers headers, String fields) {
        String before = String.join(", ", headers.all("Vary"));
        headers.set("Vary", before.isEmpty() ? fields : before + ", " + fields);
    }
}
