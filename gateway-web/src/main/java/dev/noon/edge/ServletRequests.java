package dev.noon.edge;

import dev.noon.exchange.Cause;
import dev.noon.exchange.NormalPath;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** Servlet requests as exchange requests. What is malformed is refused here, once, before anything else sees it. */
final class ServletRequests {
    private static final int LENGTH_DIGITS = 18;

    private ServletRequests() {}

    /**
     * Reads everything but the body.
     *
     * @param wire the header as it came, where the server shows it
     * @throws Refusal if the request is malformed, larger than the limits, or asks for what is the server's own
     */
    static Request read(HttpServletRequest request, Limits limits, Optional<ByteBuffer> wire) {
        checkVersion(request.getProtocol());
        Optional<RawHeader> raw = wire.map(RawHeader::check);
        String target = request.getRequestURI();
        Optional<String> query = Optional.ofNullable(request.getQueryString());
        if (target.length() + query.map(String::length).orElse(0) > limits.targetBytes()) {
            throw new Refusal(Cause.URI_TOO_LONG, "");
        }
        query.ifPresent(ServletRequests::checkQuery);
        ClientHeaders headers = ClientHeaders.read(request, limits);
        raw.ifPresent(header -> {
            header.checkUnfolded(headers.characters());
            header.checkFramed(headers.isChunked());
        });
        String path = RequestPath.normalizeKeepingSlashes(withoutAuthority(target, headers.host()));
        refuseServersOwn(path);
        return new Request(
                method(request.getMethod()),
                path,
                query,
                origin(request, headers, path),
                headers.kept(),
                body(request, headers, limits));
    }

    private static void checkVersion(String protocol) {
        if (!protocol.equals("HTTP/1.1") && !protocol.equals("HTTP/1.0")) {
            throw Refusal.malformed("the version is neither HTTP/1.1 nor HTTP/1.0");
        }
    }

    static String method(String method) {
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            throw new Refusal(Cause.METHOD_NOT_ALLOWED, "");
        }
        for (int i = 0; i < method.length(); i++) {
            char c = method.charAt(i);
            if (c <= ' ' || c >= 127 || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                throw Refusal.malformed("the method is not a token");
            }
        }
        return method;
    }

    /** The path of an absolute-form target, whose authority must be the one in Host (RFC 9112 section 3.2.2). */
    private static String withoutAuthority(String target, String host) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        int slash = target.indexOf('/', scheme + 3);
        int end = slash < 0 ? target.length() : slash;
        if (!target.substring(scheme + 3, end).equalsIgnoreCase(host)) {
            throw Refusal.malformed("the target's authority differs from Host");
        }
        return slash < 0 ? "/" : target.substring(slash);
    }

    static void refuseServersOwn(String path) {
        int start = NormalPath.leadingSlashes(path);
        if (isAt(start, path, "WEB-INF") || isAt(start, path, "META-INF")) {
            throw new Refusal(Cause.NO_ROUTE, "");
        }
    }

    private static boolean isAt(int start, String path, String name) {
        int end = start + name.length();
        return path.regionMatches(true, start, name, 0, name.length())
                && (path.length() == end || "/;.%".indexOf(path.charAt(end)) >= 0);
    }

    static void checkQuery(String query) {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c <= ' ' || c >= 127 || c == '#') {
                throw Refusal.malformed("the query has a character that must be percent-encoded");
            }
        }
    }

    private static Request.Origin origin(HttpServletRequest request, ClientHeaders headers, String path) {
        String authority = headers.host();
        if (authority.isEmpty() && !request.getProtocol().equals("HTTP/1.0")) {
            throw Refusal.malformed("there is no Host");
        }
        return new Request.Origin(
                request.isSecure() ? "https" : "http",
                RequestHost.of(authority),
                authority,
                path,
                request.getLocalPort(),
                request::getRemoteAddr,
                headers.claims(request));
    }

    private static RequestBody body(HttpServletRequest request, ClientHeaders headers, Limits limits) {
        if (headers.isChunked()) {
            checkChunked(request, headers);
            return new ClientBody(request, OptionalLong.empty(), limits, headers);
        }
        if (headers.contentLength().isEmpty()) {
            return withoutBody(request, headers);
        }
        long length = length(headers.contentLength());
        if (length == 0) {
            return withoutBody(request, headers);
        }
        if (length > limits.bodyBytes()) {
            throw new Refusal(Cause.BODY_TOO_LARGE, "");
        }
        return new ClientBody(request, OptionalLong.of(length), limits, headers);
    }

    private static RequestBody withoutBody(HttpServletRequest request, ClientHeaders headers) {
        boolean frames = headers.offersUpgrade()
                && headers.asksForWebSocket()
                && request.getMethod().equals("GET")
                && request.getProtocol().equals("HTTP/1.1");
        return frames ? RequestBody.FRAMES : RequestBody.NONE;
    }

    private static void checkChunked(HttpServletRequest request, ClientHeaders headers) {
        if (!headers.contentLength().isEmpty()) {
            throw Refusal.malformed("there are both Content-Length and Transfer-Encoding");
        }
        if (!headers.transferEncoding().equalsIgnoreCase("chunked")) {
            throw Refusal.malformed("Transfer-Encoding is not chunked");
        }
        if (headers.offersUpgrade()) {
            // The connector then leaves the chunks as they are.
            throw Refusal.malformed("there are both Upgrade and Transfer-Encoding");
        }
        if (request.getProtocol().equals("HTTP/1.0")) {
            throw Refusal.malformed("HTTP/1.0 has no Transfer-Encoding");
        }
    }

    private static long length(String digits) {
        boolean good = digits.length() <= LENGTH_DIGITS;
        long length = 0;
        for (int i = 0; good && i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            good = digit >= 0 && digit <= 9;
            length = length * 10 + digit;
        }
        if (!good) {
            throw Refusal.malformed("Content-Length is not a number of bytes");
        }
        return length;
    }
}
