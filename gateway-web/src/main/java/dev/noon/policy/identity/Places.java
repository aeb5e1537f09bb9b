package dev.noon.policy.identity;

import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.policy.QueryText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where credentials stand in a request. Immutable.
 *
 * @param header a header whose whole value is one
 * @param query a parameter whose value is one
 * @param schemes of {@code Authorization}, in lower case, whose credentials are read
 */
record Places(Optional<String> header, Optional<String> query, Set<String> schemes) {
    static final String AUTHORIZATION = "Authorization";

    Places {
        schemes = Set.copyOf(schemes);
    }

    /**
     * What stands in one of the places.
     *
     * @param scheme of {@code Authorization}, in lower case; empty for the other places
     */
    record Shown(String scheme, String text) {}

    /**
     * Everything that a request shows. A scheme of {@code Authorization} that is not read is no credential, but several
     * lines of it are, whatever they say: nobody knows which of them others would believe.
     */
    List<Shown> in(Request request) {
        List<Shown> shown = new ArrayList<>(1);
        header.ifPresent(name -> request.headers().all(name).forEach(value -> shown.add(new Shown("", value.strip()))));
        query.ifPresent(name -> request.query()
                .ifPresent(text -> QueryText.decoded(text, name).forEach(value -> shown.add(new Shown("", value)))));
        if (!schemes.isEmpty()) {
            List<String> lines = request.headers().all(AUTHORIZATION);
            lines.stream()
                    .map(Places::shown)
                    .filter(each -> lines.size() > 1 || schemes.contains(each.scheme()))
                    .forEach(shown::add);
        }
        return shown;
    }

    /** The request without anything in these places. */
    Request cleared(Request request) {
        Headers headers = request.headers();
        header.ifPresent(headers::remove);
        if (headers.all(AUTHORIZATION).stream()
                .anyMatch(line -> schemes.contains(shown(line).scheme()))) {
            headers.remove(AUTHORIZATION);
        }
        Optional<String> left =
                query.isEmpty() ? request.query() : request.query().flatMap(this::withoutParameter);
        return left.equals(request.query())
                ? request
                : new Request(request.method(), request.path(), left, request.origin(), headers, request.body());
    }

    private Optional<String> withoutParameter(String text) {
        String name = query.orElse("");
        List<String> kept = new ArrayList<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!QueryText.decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                kept.add(pair);
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(String.join("&", kept));
    }

    private static Shown shown(String line) {
        String stripped = line.strip();
        int space = stripped.indexOf(' ');
        return space < 0
                ? new Shown(lower(stripped), "")
                : new Shown(
                        lower(stripped.substring(0, space)),
                        stripped.substring(space).strip());
    }

    private static String lower(String scheme) {
        return scheme.toLowerCase(Locale.ROOT);
    }
}
