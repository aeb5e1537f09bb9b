package dev.noon.policy.cache.rules;

import dev.noon.exchange.Headers;
import dev.noon.exchange.NormalPath;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which stored answers a change at the upstream makes wrong (RFC 9111 section 4.4). */
public final class Invalidation {
    /**
     * Something stored, by what its request asks for.
     *
     * @param path in normal form
     */
    public record Target(String path, Optional<String> query) {
        /**
         * GETs for it, in all else like {@code changing}: what is stored for it lies under their keys. There is one by each
         * scheme, because both lead to what has changed.
         */
        public List<Request> gets(Request changing) {
            Request get = new Request("GET", path, query, changing.origin(), changing.headers(), RequestBody.NONE);
            return List.of(get.over("http"), get.over("https"));
        }
    }

    private Invalidation() {}

    /** Whether a method changes nothing (RFC 9110 section 9.2.1, and those registered as safe); unknown ones may. */
    public static boolean isSafe(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "SEARCH", "PROPFIND", "REPORT", "PRI" -> true;
            default -> false;
        };
    }

    /**
     * What the answer to {@code request} makes wrong: nothing if the method is safe or the answer an error; else what was
     * asked for, and what {@code Location} and {@code Content-Location} name on the same host and port. Each comes once.
     *
     * @param request what the client asked, as it was before later policies rewrote it
     * @param reply lines of the answer
     */
    public static List<Target> targets(Request request, int status, Headers reply) {
        if (isSafe(request.method()) || status < 200 || status >= 400) {
            return List.of();
        }
        List<Target> targets = new ArrayList<>(3);
        targets.add(new Target(request.path(), request.query()));
        add(targets, request, reply.find("Location"));
        add(targets, request, reply.find("Content-Location"));
        return List.copyOf(targets);
    }

    private static void add(List<Target> targets, Request request, Optional<String> reference) {
        reference
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .flatMap(text -> resolved(request, text.startsWith("?") ? request.path() + text : text))
                .filter(target -> !targets.contains(target))
                .ifPresent(targets::add);
    }

    /** Empty if {@code reference} is malformed, or elsewhere. */
    private static Optional<Target> resolved(Request request, String reference) {
        try {
            Request.Origin origin = request.origin();
            URI base = new URI(origin.scheme() + "://" + origin.authority() + request.path());
            URI uri = base.resolve(new URI(reference));
            if (!isSameOrigin(base, uri)) {
                return Optional.empty();
            }
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return Optional.of(new Target(NormalPath.of(path), Optional.ofNullable(uri.getRawQuery())));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return origin(one).isPresent() && origin(one).equals(origin(other));
    }

    private static Optional<String> origin(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawPath() == null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    }
}
