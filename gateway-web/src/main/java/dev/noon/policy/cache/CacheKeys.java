package dev.noon.policy.cache;

import dev.noon.cache.CacheKey;
import dev.noon.exchange.Request;
import dev.noon.model.policy.CacheSpec;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.QueryText;
import dev.noon.policy.cache.rules.VaryFields;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Builds the keys of one cache policy. Immutable. */
final class CacheKeys {
    /** Adds what distinguishes two requests besides policy, method and host. */
    private interface Distinction {
        void add(CacheKey.Builder key, Request request);
    }

    private static final Comparator<String> BY_NAME = Comparator.comparing(CacheKeys::nameOf);

    private final CachePlace place;
    private final String policy;
    private final Distinction distinction;
    private final CacheKey.Stem ofGet;

    CacheKeys(CacheSpec spec, CachePlace place) {
        this.place = place;
        this.policy = spec.name();
        this.distinction = distinction(spec.key());
        this.ofGet = start("GET").stem();
    }

    CachePlace place() {
        return place;
    }

    /** The key of {@code request}; HEAD has that of GET. */
    CacheKey of(Request request) {
        return begin(request).build();
    }

    /** The key of {@code request} among answers that vary as {@code marker} says. */
    CacheKey of(Request request, Marker marker) {
        CacheKey.Builder key = begin(request).part(marker.epoch());
        for (String field : marker.fields()) {
            key.part(field);
            VaryFields.normal(request.headers(), field).ifPresentOrElse(key::part, key::absent);
        }
        return key.build();
    }

    private CacheKey.Builder begin(Request request) {
        boolean get = request.isHead() || request.method().equals("GET");
        CacheKey.Builder key = get ? ofGet.key() : start(request.method());
        if (place.hostInKey()) {
            key.part(request.origin().host());
        }
        String caller = request.origin().caller().identity();
        if (!caller.isEmpty()) {
            key.count(1).part(caller);
        }
        distinction.add(key, request);
        return key;
    }

    private CacheKey.Builder start(String method) {
        CacheKey.Builder key =
                CacheKey.of(place.belonging(), place.generation()).counting(place.tally());
        if (!place.variant().isEmpty()) {
            key.part(place.variant());
        }
        return key.part(policy).part(method);
    }

    private static Distinction distinction(CacheSpec.Key key) {
        if (key instanceof CacheSpec.Key.Text text) {
            List<CompiledTemplate.Part> parts =
                    CompiledTemplate.of(text.template()).parts();
            return (builder, request) -> addParts(builder, request, parts);
        }
        Optional<List<String>> parameters = ((CacheSpec.Key.Query) key).parameters();
        if (parameters.isEmpty()) {
            return (builder, request) -> addAll(builder.part(request.path()), request.query());
        }
        List<String> sorted = parameters.get().stream()
                .map(QueryText::normal)
                .distinct()
                .sorted()
                .toList();
        return (builder, request) -> addListed(builder.part(request.path()), request.query(), sorted);
    }

    private static void addParts(CacheKey.Builder key, Request request, List<CompiledTemplate.Part> parts) {
        for (CompiledTemplate.Part part : parts) {
            Optional<String> value = part.of(request);
            if (value.isPresent()) {
                key.part(value.get());
            } else {
                key.absent();
            }
        }
    }

    /** Every parameter, sorted by name; repeats keep their order. */
    private static void addAll(CacheKey.Builder key, Optional<String> query) {
        if (query.isEmpty()) {
            key.absent();
        } else if (query.get().indexOf('&') < 0) {
            key.part(QueryText.normal(query.get()));
        } else {
            String[] pairs = QueryText.normal(query.get()).split("&", -1);
            Arrays.sort(pairs, BY_NAME);
            for (String pair : pairs) {
                key.part(pair);
            }
        }
    }

    /** Each listed parameter: its values with their equals sign, in their order, then an end mark. */
    private static void addListed(CacheKey.Builder key, Optional<String> query, List<String> names) {
        String normal = query.isEmpty() ? "" : QueryText.normal(query.get());
        for (String name : names) {
            addValues(key, normal, name);
            key.absent();
        }
    }

    private static void addValues(CacheKey.Builder key, String query, String name) {
        int start = 0;
        while (start < query.length()) {
            int end = QueryText.end(query, start);
            int nameEnd = start + name.length();
            boolean named =
                    query.startsWith(name, start) && nameEnd <= end && (nameEnd == end || query.charAt(nameEnd) == '=');
            if (named) {
                key.part(query.substring(nameEnd, end));
            }
            start = end + 1;
        }
    }

    private static String nameOf(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0 ? pair : pair.substring(0, equals);
    }
}
