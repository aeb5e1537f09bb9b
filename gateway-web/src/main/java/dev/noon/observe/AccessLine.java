package dev.noon.observe;

import dev.noon.exchange.Exchange;
import java.time.Instant;

/** One exchange as one line of JSON. No header, no query and no body: nothing secret. */
final class AccessLine {
    private AccessLine() {}

    static String of(Exchange exchange, int status, long nanos, long millis) {
        StringBuilder line = new StringBuilder(500).append('{');
        text(line, "time", Instant.ofEpochMilli(millis).toString());
        text(line, "requestId", exchange.trace().requestId());
        text(line, "traceId", exchange.trace().traceId());
        text(line, "spanId", exchange.trace().spanId());
        text(line, "method", exchange.request().method());
        text(line, "host", exchange.request().origin().host());
        text(line, "path", exchange.request().path());
        text(line, "proxy", exchange.route().proxy());
        text(line, "endpoint", exchange.route().endpoint());
        text(line, "upstream", exchange.route().upstream());
        text(line, "consumer", exchange.caller().consumer().orElse(""));
        text(line, "cause", exchange.cause().label());
        text(line, "cache", exchange.cacheVerdict().label());
        number(line, "status", status);
        number(line, "revision", exchange.revision());
        number(line, "receivedBytes", exchange.receivedBytes());
        number(line, "sentBytes", exchange.sentBytes());
        number(line, "upstreamMicros", exchange.upstreamNanos() / 1000);
        number(line, "micros", nanos / 1000);
        line.setCharAt(line.length() - 1, '}');
        return line.toString();
    }

    private static void text(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else {
                line.append(c < ' ' || c == 127 ? ' ' : c);
            }
        }
        line.append("\",");
    }

    private static void number(StringBuilder line, String name, long value) {
        line.append('"').append(name).append("\":").append(value).append(',');
    }
}
