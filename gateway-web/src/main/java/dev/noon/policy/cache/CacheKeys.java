package dev.noon.policy.cache;

import dev.noon.cache.CacheKey;
import dev.noon.exchange.Caller;
import dev.noon.exchange.Request;
import dev.noon.model.Template;
import dev.noon.model.policy.CacheSpec;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.QueryText;
import dev.noon.policy.cache.KeyBody.Reading.Known;
import dev.noon.policy.cache.rules.VaryFields;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Builds the keys of one cache policy. Immutable. */
final class CacheKeys {
    /** Adds what distinguishes two requests besides policy, method and host. */
    private interface Distinction {
        void add(CacheKey.Builder key, Request request, Known body);
    }

    /** Variables of which a request may have several values, and conditions look at all of them. */
    private static final Set<Template.Source> SEVERAL =
            EnumSet.of(Template.Source.HEADER, Template.Source.QUERY, Template.Source.COOKIE);

    private static final String PLAIN = "http";
    private static final String SECURE = "https";
    private static final Caller SOMEBODY = new Caller(Optional.empty(), Optional.empty(), Map.of(), "somebody", false);
    private static final Comparator<String> BY_NAME = Comparator.comparing(CacheKeys::nameOf);

    private final CachePlace place;
    private final String policy;
    private final Distinction distinction;
    private final boolean shared;
    private final CacheKey.Stem ofGet;
    private final CacheKey.Stem ofSecureGet;

    CacheKeys(CacheSpec spec, CachePlace place) {
        this.place = place;
        this.policy = spec.name();
        this.distinction = distinction(spec.key());
        this.shared = spec.key().identity() == CacheSpec.Key.Identity.SHARED;
        this.ofGet = start("GET", PLAIN).stem();
        this.ofSecureGet = start("GET", SECURE).stem();
    }

    CachePlace place() {
        return place;
    }

    /** The key of {@code request} without a body. */
    CacheKey of(Request request) {
        return of(request, KeyBody.Reading.NOTHING);
    }

    /** The key of {@code request}, of whose body {@code body} is known; HEAD has that of GET. */
    CacheKey of(Request request, Known body) {
        CacheKey.Builder key = begin(request);
        distinction.add(key, request, body);
        return key.build();
    }

    /** The key of {@code request}, which has {@code base}, among answers that vary as {@code marker} says. */
    CacheKey of(CacheKey base, Request request, Marker marker) {
        CacheKey.Builder key = base.more().part(marker.epoch());
        for (String field : marker.fields()) {
            key.part(field);
            VaryFields.normal(request.headers(), field).ifPresentOrElse(key::part, key::absent);
        }
        return key.build();
    }

    /** The keys of what a change by {@code request} ends: what its caller has or, where callers share, what anybody has. */
    List<CacheKey> endedBy(Request request) {
        if (!shared) {
            return List.of(of(request));
        }
        boolean known = request.origin().caller().isKnown();
        return List.of(of(known ? request : request.by(SOMEBODY)), of(request.by(Caller.NOBODY)));
    }

    private CacheKey.Builder begin(Request request) {
        String scheme = request.origin().scheme();
        String port = otherPort(request.origin());
        boolean get = request.isHead() || request.method().equals("GET");
        CacheKey.Builder key =
                get && port.isEmpty() ? ofGet(scheme) : start(get ? "GET" : request.method(), scheme + port);
        if (place.hostInKey()) {
            key.part(request.origin().host());
        }
        Caller caller = request.origin().caller();
        if (caller.isKnown()) {
            addCaller(key.count(1), caller);
        }
        return key;
    }

    /** Callers who share do so among themselves: what was fetched for nobody need not be what somebody would get. */
    private void addCaller(CacheKey.Builder key, Caller caller) {
        if (shared) {
            key.absent();
        } else {
            key.part(caller.identity());
        }
    }

    private CacheKey.Builder ofGet(String scheme) {
        return scheme.equals(SECURE) ? ofSecureGet.key() : ofGet.key();
    }

    /**
     * The port that the client has written, with its colon, if it is not the one that its request came in on. The upstream is told
     * it, and may make links of it.
     */
    private static String otherPort(Request.Origin origin) {
        String authority = origin.authority();
        int colon = authority.length() == origin.host().length() ? -1 : authority.lastIndexOf(':');
        if (colon <= authority.lastIndexOf(']') || colon + 1 == authority.length()) {
            return "";
        }
        int written = 0;
        for (int i = colon + 1; i < authority.length(); i++) {
            written = written * 10 + authority.charAt(i) - '0';
        }
        return written == origin.port() ? "" : authority.substring(colon);
    }

    /** Scheme and port are part of what is asked for, and the upstream is told them. No method has a blank in it. */
    private CacheKey.Builder start(String method, String door) {
        CacheKey.Builder key =
                CacheKey.of(place.belonging(), place.generation()).counting(place.tally());
        if (!place.variant().isEmpty()) {
            key.part(place.variant());
        }
        return key.part(policy).part(door.equals(PLAIN) ? method : method + " " + door);
    }

    private static Distinction distinction(CacheSpec.Key key) {
        if (key instanceof CacheSpec.Key.Text text) {
            List<Distinction> pieces =
                    text.template().parts().stream().map(CacheKeys::piece).toList();
            Distinction template =
                    (builder, request, body) -> pieces.forEach(piece -> piece.add(builder, request, body));
            return key.readsBody() ? withLines(template) : template;
        }
        Optional<List<String>> parameters = ((CacheSpec.Key.Query) key).parameters();
        if (parameters.isEmpty()) {
            return (builder, request, body) -> addAll(builder.part(request.path()), request.query());
        }
        List<String> sorted = parameters.get().stream()
                .map(QueryText::normal)
                .distinct()
                .sorted()
                .toList();
        return (builder, request, body) -> addListed(builder.part(request.path()), request.query(), sorted);
    }

    private static Distinction piece(Template.Part part) {
        if (part instanceof Template.Variable variable && variable.source() == Template.Source.BODY) {
            return (key, request, body) -> add(key, body.value(variable.name()));
        }
        if (part instanceof Template.Variable variable && SEVERAL.contains(variable.source())) {
            Function<Request, List<String>> values = CompiledTemplate.values(variable);
            return (key, request, body) -> addAll(key, values.apply(request));
        }
        CompiledTemplate.Part compiled =
                CompiledTemplate.of(new Template("", List.of(part))).parts().get(0);
        return (key, request, body) -> add(key, compiled.of(request));
    }

    private static void addAll(CacheKey.Builder key, List<String> values) {
        if (values.size() < 2) {
            add(key, values.stream().findFirst());
        } else {
            key.count(values.size());
            values.forEach(key::part);
        }
    }

    /** The same bytes of another type, or in another coding, are another question. */
    private static Distinction withLines(Distinction template) {
        return (builder, request, body) -> {
            template.add(builder, request, body);
            add(builder, body.value(KeyBody.TYPE));
            add(builder, body.value(KeyBody.CODING));
        };
    }

    private static void add(CacheKey.Builder key, Optional<String> value) {
        if (value.isPresent()) {
            key.part(value.get());
        } else {
            key.absent();
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
