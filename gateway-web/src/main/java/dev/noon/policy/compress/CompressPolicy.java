package dev.noon.policy.compress;

import dev.noon.exchange.Body;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.model.policy.CompressSpec;
import dev.noon.policy.BodyLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Gzips bodies for clients that take them so. Replies that would be gzipped for others say so in {@code Vary}, and a strong
 * {@code ETag} of one that is becomes a weak one. What is encoded already, is a part of something, or must not be
 * transformed, stays as it is. Immutable.
 */
public final class CompressPolicy implements Policy {
    private static final String ACCEPT = "Accept-Encoding";
    private static final String ENCODING = "Content-Encoding";
    private static final String LENGTH = "Content-Length";

    /** Bodies up to this length are gzipped at once, so that their length is known. */
    private static final int AT_ONCE_BYTES = 64 << 10;

    private final List<String> contentTypes;
    private final int minBytes;
    private final int level;

    public CompressPolicy(CompressSpec spec) {
        this.contentTypes = spec.contentTypes();
        this.minBytes = spec.minBytes();
        this.level = spec.level();
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        boolean accepted = AcceptedCodings.hasGzip(exchange.request().headers());
        Reply reply = next.proceed(exchange);
        if (reply.status() == 304) {
            if (accepted) {
                BodyLines.weaken(reply.headers());
            }
            return reply;
        }
        if (!isWorthIt(reply)) {
            return reply;
        }
        vary(reply.headers());
        return accepted ? gzipped(exchange, reply) : reply;
    }

    private boolean isWorthIt(Reply reply) {
        Headers headers = reply.headers();
        return reply.status() != 204
                && reply.status() != 206
                && !BodyLines.isEncoded(headers)
                && !headers.has("Content-Range")
                && isListed(BodyLines.mediaType(headers))
                && length(reply) >= minBytes
                && !forbids(headers);
    }

    private boolean isListed(String type) {
        for (String listed : contentTypes) {
            boolean fits = listed.endsWith("/*")
                    ? type.startsWith(listed.substring(0, listed.length() - 1))
                    : type.equals(listed);
            if (fits) {
                return true;
            }
        }
        return false;
    }

    /** The length that the body has, or would have if this were no HEAD; where nobody knows, it may be long. */
    private static long length(Reply reply) {
        if (!(reply.body() instanceof Body.Empty)) {
            return reply.body().length().orElse(Long.MAX_VALUE);
        }
        String declared = reply.headers().valueOr(LENGTH, "");
        return declared.isEmpty() ? -1 : Long.parseLong(declared);
    }

    private static boolean forbids(Headers headers) {
        return headers.has("Cache-Control")
                && headers.all("Cache-Control").stream()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("no-transform"));
    }

    private static void vary(Headers headers) {
        String before = String.join(", ", headers.all("Vary"));
        String lower = before.toLowerCase(Locale.ROOT);
        if (before.isEmpty()) {
            headers.add("Vary", ACCEPT);
        } else if (!lower.contains("accept-encoding") && !lower.contains("*")) {
            headers.set("Vary", before + ", " + ACCEPT);
        }
    }

    private Reply gzipped(Exchange exchange, Reply reply) throws IOException {
        if (reply.body() instanceof Body.Bytes bytes) {
            return atOnce(reply, bytes.bytes());
        }
        if (!(reply.body() instanceof Body.Stream stream)) {
            label(reply.headers());
            return reply;
        }
        OptionalLong length = stream.length();
        if (length.isPresent() && length.getAsLong() <= AT_ONCE_BYTES) {
            return atOnce(reply, stream.readAll((int) length.getAsLong()));
        }
        GzipStream gzip = new GzipStream(stream.in(), level);
        exchange.own(gzip);
        label(reply.headers());
        return reply.withBody(new Body.Stream(gzip, OptionalLong.empty(), stream.delimited()));
    }

    /** As it was, if it would not become shorter. */
    private Reply atOnce(Reply reply, byte[] bytes) throws IOException {
        byte[] shorter;
        try (GzipStream gzip = new GzipStream(new ByteArrayInputStream(bytes), level)) {
            shorter = gzip.readAllBytes();
        }
        if (shorter.length >= bytes.length) {
            return reply.withBody(new Body.Bytes(bytes));
        }
        label(reply.headers());
        return reply.withBody(new Body.Bytes(shorter));
    }

    private static void label(Headers headers) {
        headers.set(ENCODING, "gzip").remove(LENGTH);
        BodyLines.changed(headers);
    }
}
