package dev.noon.model;

import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.Key.Identity;
import dev.noon.model.policy.JwtSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.RequestHeadersSpec;
import dev.noon.model.policy.RewriteSpec;
import dev.noon.model.policy.TransformSpec;
import dev.noon.model.tree.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether requests that differ in what a policy reads have different keys. The key is made of the request as the cache
 * policy sees it: what a policy read of path, query or headers may be gone by then.
 *
 * @param front the policies in front of the cache policy, in their order
 * @param calls those whose answers may be read, by name
 */
record KeyReach(CacheSpec.Key key, List<PolicySpec> front, Map<String, PolicySpec> calls) {
    private static final Set<Source> ALWAYS = Set.of(Source.ENV, Source.METHOD, Source.HOST);
    private static final Variable PATH = new Variable(Source.PATH, "");
    private static final String COOKIE = "Cookie";

    /** The body that is read there is not the request's. */
    private static final String RESPONSE = "/" + TransformSpec.TYPE + "/response";

    KeyReach {
        front = front.stream().map(PolicySpec::bare).toList();
    }

    /**
     * Whether the key has {@code variable}, which the policy at {@code index} reads for {@code field}.
     *
     * @param index in {@code front}; its size for those behind the cache policy
     */
    boolean has(int index, String field, Variable variable) {
        if (variable.source() == Source.BODY) {
            return index < front.size() || field.startsWith(RESPONSE) || isBodyInKey(variable);
        }
        Optional<Variable> written = index < front.size() ? written(front.get(index), field) : Optional.empty();
        return written.filter(other -> lasts(index + 1, other)).isPresent() || lasts(index, variable);
    }

    /**
     * Where the key has nothing of bodies, requests with one pass the cache by. In front of the cache a body is read to change
     * it, and the key is made of what comes of that.
     */
    private boolean isBodyInKey(Variable variable) {
        return !key.readsBody()
                || ((CacheSpec.Key.Text) key)
                        .template().variables().stream()
                                .filter(other -> other.source() == Source.BODY)
                                .map(Variable::name)
                                .anyMatch(path -> path.isEmpty()
                                        || variable.name().equals(path)
                                        || variable.name().startsWith(path + ".")
                                        || variable.name().startsWith(path + "["));
    }

    /** What of the request a policy writes from that field: the key may have that instead of what was read for it. */
    private static Optional<Variable> written(PolicySpec spec, String field) {
        if (spec instanceof RequestHeadersSpec headers) {
            return written("/requestHeaders/set", headers.set().keySet(), field, Source.HEADER);
        }
        if (!(spec instanceof RewriteSpec rewrite)) {
            return Optional.empty();
        }
        return field.equals("/rewrite/path/to")
                ? Optional.of(PATH)
                : written("/rewrite/query/set", rewrite.query().set().keySet(), field, Source.QUERY);
    }

    private static Optional<Variable> written(String pointer, Set<String> names, String field, Source source) {
        return names.stream()
                .filter(name -> field.equals(Pointer.child(pointer, name)))
                .findFirst()
                .map(name -> new Variable(source, name));
    }

    /** Whether what {@code variable} is in front of the policy at {@code from} tells keys apart. */
    private boolean lasts(int from, Variable variable) {
        if (variable.isParameter()) {
            return isNamed(variable) || (isInKey(PATH) && keepPath(0));
        }
        return switch (variable.source()) {
            case CALL -> isNamed(variable) || isAnswerKnown(variable.call());
            case PATH -> isInKey(variable) && keepPath(from);
            case QUERY -> isInKey(variable) && keepQuery(from, variable.name());
            case HEADER -> isInKey(variable) && keepHeader(from, variable.name());
            case COOKIE -> isInKey(variable) && keepHeader(from, COOKIE);
            default -> isInKey(variable);
        };
    }

    /** Whether the key has everything that the question was made of: the same question has the same answer. */
    private boolean isAnswerKnown(String name) {
        PolicySpec call = calls.get(name);
        if (call == null) {
            return false;
        }
        Map<String, PolicySpec> others = new TreeMap<>(calls);
        others.remove(name);
        KeyReach reach = new KeyReach(key, front, others);
        int place = front.indexOf(call.bare());
        int from = place < 0 ? front.size() : place;
        return call.inputs().values().stream().flatMap(List::stream).allMatch(input -> reach.lasts(from, input));
    }

    private boolean keepPath(int from) {
        return rewrites(from).stream().noneMatch(rewrite -> rewrite.path().isPresent());
    }

    private boolean keepQuery(int from, String name) {
        return rewrites(from).stream()
                .map(RewriteSpec::query)
                .noneMatch(
                        query -> query.set().containsKey(name) || query.remove().contains(name));
    }

    private boolean keepHeader(int from, String name) {
        return front(from, RequestHeadersSpec.class).stream()
                .flatMap(headers -> Stream.concat(headers.set().keySet().stream(), headers.remove().stream()))
                .noneMatch(name::equalsIgnoreCase);
    }

    private List<RewriteSpec> rewrites(int from) {
        return front(from, RewriteSpec.class);
    }

    private <S extends PolicySpec> List<S> front(int from, Class<S> type) {
        return front.stream()
                .skip(from)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Whether a template of the key has exactly that. */
    private boolean isNamed(Variable variable) {
        return key instanceof CacheSpec.Key.Text text
                && text.template().variables().contains(variable);
    }

    /** Host and method are in every key that needs them; so is who calls, unless callers share answers. */
    private boolean isInKey(Variable variable) {
        boolean caller = isOfCaller(variable) && key.identity() == Identity.CALLER;
        if (caller || ALWAYS.contains(variable.source())) {
            return true;
        }
        if (key instanceof CacheSpec.Key.Text text) {
            return text.template().variables().stream().anyMatch(other -> same(other, variable));
        }
        Optional<List<String>> listed = ((CacheSpec.Key.Query) key).parameters();
        return switch (variable.source()) {
            case PATH -> true;
            case QUERY -> listed.isEmpty() || listed.get().contains(variable.name());
            default -> false;
        };
    }

    /** Whether it is part of who calls; what a token says of itself is not. */
    static boolean isOfCaller(Variable variable) {
        return variable.source() == Source.CONSUMER
                || (variable.source() == Source.CLAIM && !JwtSpec.PASSING_CLAIMS.contains(variable.name()));
    }

    /** The case of header names does not count (RFC 9110 section 5.1). */
    static boolean same(Variable one, Variable other) {
        boolean name = one.source() == Source.HEADER
                ? one.name().equalsIgnoreCase(other.name())
                : one.name().equals(other.name());
        return one.source() == other.source() && name;
    }
}
