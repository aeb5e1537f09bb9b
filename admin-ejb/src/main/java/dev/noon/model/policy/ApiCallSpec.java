package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.Template.Literal;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.policy.CacheSpec.CacheStorage;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.Shown;
import dev.noon.model.text.SizeText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Asks another upstream something about a request; what it answers stands in the templates of the policies that follow.
 *
 * @param upstream name of the upstream that is asked
 * @param question what it is asked
 * @param bounds what is taken for an answer, and what happens without one
 * @param kept where answers are kept, if they are
 */
public record ApiCallSpec(String name, String upstream, Question question, Bounds bounds, Optional<Kept> kept)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "apiCall";

    /** Longest wait where none is written. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /** Longest answer where no length is written. */
    public static final int DEFAULT_BYTES = 64 << 10;

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT");
    private static final String PATH = "/apiCall/path";
    private static final String BODY = "/apiCall/body";

    /**
     * What is asked.
     *
     * @param method GET, POST or PUT
     * @param path path and perhaps query
     * @param headers in the order of their names
     * @param body of a POST or PUT
     */
    public record Question(String method, Template path, Map<String, Template> headers, Optional<Template> body) {
        public Question {
            headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
            if (!METHODS.contains(method)) {
                throw new IllegalArgumentException("apiCall.method is " + method + "; expected GET, POST or PUT");
            }
            if (method.equals("GET") && body.isPresent()) {
                throw new IllegalArgumentException("apiCall.body stands beside method GET; expected POST or PUT");
            }
            if (!headers.isEmpty()) {
                HeaderEdits.check("apiCall.headers", headers, List.of());
            }
            Guard.each("apiCall.headers", headers.keySet(), HeaderText::requestNameFault);
        }
    }

    /**
     * What is taken for an answer.
     *
     * @param timeout longest time until all of it has come, 1 ms to 1 min
     * @param maxBodyBytes longest body, 1 byte to 1 MiB
     * @param statuses those that an answer may have; empty means 200 to 299
     * @param lenient whether a request goes on without an answer; otherwise it fails
     */
    public record Bounds(Duration timeout, int maxBodyBytes, List<Integer> statuses, boolean lenient) {
        public Bounds {
            statuses = List.copyOf(statuses);
            Guard.check("apiCall.timeout", DurationText.fault(timeout, Duration.ofMillis(1), LONGEST_TIMEOUT));
            Guard.check("apiCall.maxBody", SizeText.fault(maxBodyBytes, 1, MOST_BYTES));
            for (int status : statuses) {
                if (status < 200 || status > 599) {
                    throw new IllegalArgumentException("apiCall.statuses has " + status + "; expected 200 to 599");
                }
            }
        }

        /** Whether an answer may have that status. */
        public boolean admits(int status) {
            return statuses.isEmpty() ? status >= 200 && status < 300 : statuses.contains(status);
        }
    }

    /** Where answers are kept: in a scope of their own, by path and query of the question. */
    public record Kept(CacheStorage storage, Duration ttl) {
        public Kept {
            Guard.check("apiCall.cache.ttl", DurationText.fault(ttl, Duration.ofSeconds(1), Duration.ofDays(30)));
        }
    }

    public ApiCallSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.check(TYPE + ".upstream", NameText.fault(upstream));
        if (kept.isPresent()) {
            checkKept(question);
        }
    }

    /** What tells questions apart must be in the key. */
    private static void checkKept(Question question) {
        if (!question.method().equals("GET")) {
            throw new IllegalArgumentException("apiCall.cache stands beside method " + question.method()
                    + "; expected GET, whose path and query say all that is asked");
        }
        question.headers().forEach((header, value) -> {
            if (value.variables().stream().anyMatch(variable -> variable.source() != Source.ENV)) {
                throw new IllegalArgumentException("apiCall.headers." + header
                        + " differs among requests, and answers are kept by path and query; expected it there");
            }
        });
    }

    /** What is wrong with path and query of a question. */
    public static Optional<String> targetFault(String text) {
        return HeaderText.valueFault(text)
                .or(() -> Template.fault(text))
                .or(() -> isTarget(Template.parse(text).parts())
                        ? Optional.empty()
                        : Optional.of("is " + Shown.of(text)
                                + "; expected a path that starts with / or ${path}, perhaps with a query, without #"));
    }

    private static boolean isTarget(List<Template.Part> parts) {
        boolean plain = parts.stream()
                .noneMatch(part ->
                        part instanceof Literal literal && literal.text().indexOf('#') >= 0);
        if (parts.isEmpty() || !plain) {
            return false;
        }
        return parts.get(0) instanceof Literal first
                ? first.text().startsWith("/")
                : parts.get(0).equals(new Variable(Source.PATH, ""));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.ASIDE;
    }

    @Override
    public Map<String, String> upstreams() {
        return Map.of("/apiCall/upstream", upstream);
    }

    @Override
    public PolicySpec named(String other) {
        return new ApiCallSpec(other, upstream, question, bounds, kept);
    }

    @Override
    public Map<String, Template> templates() {
        Map<String, Template> templates = new TreeMap<>(HeaderEdits.templates(TYPE, "headers", question.headers()));
        templates.put(PATH, question.path());
        question.body().ifPresent(body -> templates.put(BODY, body));
        return templates;
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        Question changed = new Question(
                question.method(),
                change.apply(question.path()),
                HeaderEdits.with(question.headers(), change),
                question.body().map(change));
        return new ApiCallSpec(name, upstream, changed, bounds, kept);
    }
}
