package dev.noon.model;

import dev.noon.model.LintProblems.Finding;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.Key;
import dev.noon.model.policy.Match;
import dev.noon.model.policy.When;
import dev.noon.model.tree.Pointer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether the key of a cache policy tells apart what it must, and no more than makes sense. */
final class KeyLints {
    private static final Variable AUTHORIZATION = new Variable(Source.HEADER, "Authorization");

    /** Headers by which clients ask for a fresh answer, in lower case (RFC 9111 sections 5.2.1 and 5.4). */
    private static final Set<String> RELOADS = Set.of("cache-control", "pragma");

    /** Headers that no two requests agree in, in lower case. */
    private static final Set<String> EVER_DIFFERENT =
            Set.of("x-request-id", "x-correlation-id", "traceparent", "tracestate");

    private final CachedRoute cached;
    private final LintProblems problems;

    private KeyLints(CachedRoute cached, LintProblems problems) {
        this.cached = cached;
        this.problems = problems;
    }

    /** Values of requests that change what is stored but not where it is found. */
    static void errors(CachedRoute cached, LintProblems problems) {
        KeyLints lints = new KeyLints(cached, problems);
        for (int i = 0; i < cached.route().steps().size(); i++) {
            if (cached.reachesStore(i)) {
                lints.checkInputs(i);
            }
        }
    }

    /** What keys and conditions of cache policies have too little or too much of. */
    static void warnings(CachedRoute cached, LintProblems problems) {
        KeyLints lints = new KeyLints(cached, problems);
        cached.cache().when().ifPresent(lints::checkCondition);
        lints.checkTags();
        if (cached.spec().key() instanceof Key.Text text) {
            text.template().variables().stream().distinct().forEach(lints::checkVariable);
        } else {
            lints.checkParameters((Key.Query) cached.spec().key());
        }
    }

    private void checkInputs(int at) {
        LintedStep step = cached.route().steps().get(at);
        KeyReach reach = cached.reach(at);
        step.spec().inputs().forEach((field, variables) -> {
            for (Variable variable : variables) {
                if (!reach.has(Math.min(at, cached.index()), field, variable)) {
                    problems.add(
                            cached.route(), step, new Finding(LintCode.UNKEYED_INPUT, field, lacks(variable, reach)));
                }
            }
        });
    }

    private static String lacks(Variable variable, KeyReach reach) {
        return "reads " + variable + ", which the cache's key lacks: what is stored for one request would answer"
                + " another; expected " + keyed(variable, reach);
    }

    private static String keyed(Variable variable, KeyReach reach) {
        boolean listable = reach.key() instanceof Key.Query && variable.source() == Source.QUERY;
        return listable
                ? variable.name() + " in cache.key.query"
                : "it in cache.key.template, for example \"" + variable + ":${path}\""
                        + (KeyReach.isOfCaller(variable) ? ", or cache.key.identity: caller" : "");
    }

    /** An answer has the tags of the request that it was fetched for. */
    private void checkTags() {
        List<Template> tags = cached.spec().upkeep().tags();
        KeyReach reach = cached.reach(cached.index());
        for (int i = 0; i < tags.size(); i++) {
            String field = CacheSpec.TAGS + "/" + i;
            for (Variable variable : tags.get(i).variables()) {
                if (!reach.has(cached.index(), field, variable)) {
                    report(LintCode.UNKEYED_TAG, field, tagged(variable, reach));
                }
            }
        }
    }

    private static String tagged(Variable variable, KeyReach reach) {
        return "has " + variable
                + ", which the cache's key lacks: of the requests that share an answer only the first gives it"
                + " its tag, and a purge by that of another misses it; expected " + keyed(variable, reach)
                + ", or a tag without it";
    }

    private void checkCondition(When when) {
        checkPresence(Source.HEADER, "/when/headers", when.headers());
        checkPresence(Source.QUERY, "/when/query", when.query());
        checkPresence(Source.COOKIE, "/when/cookies", when.cookies());
        for (String name : when.headers().keySet()) {
            if (RELOADS.contains(lower(name)) && !cached.knowsCallers()) {
                report(LintCode.ANONYMOUS_BUSTING, Pointer.child("/when/headers", name), busting(name));
            }
        }
    }

    /** Where any value will do, values may well be answered differently; one value, or none, they are alike in. */
    private void checkPresence(Source source, String pointer, Map<String, Match> matches) {
        KeyReach reach = cached.reach(cached.index());
        matches.forEach((name, match) -> {
            Variable variable = new Variable(source, name);
            String field = Pointer.child(pointer, name);
            boolean any = match instanceof Match.Present present && present.wanted();
            if (any && !isCredential(variable) && !reach.has(cached.index(), field, variable)) {
                report(
                        LintCode.UNKEYED_CONDITION,
                        field,
                        "lets in whatever value there is, and the key lacks it: requests with different values share one"
                                + " stored answer; expected " + variable + " in the key, or equals");
            }
        });
    }

    /** Who is known by it is in the key; with an {@code Authorization} that nobody knows nothing is stored. */
    private boolean isCredential(Variable variable) {
        return KeyReach.same(variable, AUTHORIZATION) || isKnownBy(variable);
    }

    private boolean isKnownBy(Variable variable) {
        return cached.front().stream()
                .flatMap(step -> step.credentials().stream())
                .anyMatch(credential -> KeyReach.same(credential, variable));
    }

    /** Whether callers are known by it, and it is still there behind the policy that knows them. */
    private boolean isLeftOver(Variable variable) {
        return cached.front().stream()
                .filter(LintedStep::forwards)
                .flatMap(step -> step.credentials().stream())
                .anyMatch(credential -> KeyReach.same(credential, variable));
    }

    private void checkVariable(Variable variable) {
        String name = variable.source() == Source.HEADER ? lower(variable.name()) : "";
        if (isLeftOver(variable)) {
            report(LintCode.TOKEN_IN_KEY, CacheSpec.TEMPLATE, knownBy(variable));
        } else if (KeyReach.same(variable, AUTHORIZATION) && !isKnownBy(variable)) {
            report(
                    LintCode.TOKEN_IN_KEY,
                    CacheSpec.TEMPLATE,
                    "has " + variable + ", which nobody in front verifies: it makes nobody known, and what is stored"
                            + " for one token outlives it; expected apiKey or jwt in front, and the key without it");
        } else if (RELOADS.contains(name) && !cached.knowsCallers()) {
            report(LintCode.ANONYMOUS_BUSTING, CacheSpec.TEMPLATE, busting(variable.name()));
        } else if (EVER_DIFFERENT.contains(name)) {
            report(
                    LintCode.NEVER_CACHED,
                    CacheSpec.TEMPLATE,
                    "has " + variable + ", which differs in every request: what is stored is never found again;"
                            + " expected the key without it");
        }
    }

    private void checkParameters(Key.Query key) {
        if (key.parameters().isEmpty()) {
            cached.front().stream()
                    .filter(LintedStep::forwards)
                    .flatMap(step -> step.credentials().stream())
                    .filter(variable -> variable.source() == Source.QUERY)
                    .forEach(variable -> report(LintCode.TOKEN_IN_KEY, "/cache/key", knownBy(variable)));
            return;
        }
        List<String> names = key.parameters().get();
        for (int i = 0; i < names.size(); i++) {
            Variable variable = new Variable(Source.QUERY, names.get(i));
            if (isLeftOver(variable)) {
                report(LintCode.TOKEN_IN_KEY, Pointer.child("/cache/key/query", i), knownBy(variable));
            }
        }
    }

    private String knownBy(Variable variable) {
        return "has " + variable
                + ", which callers are known by: a new token begins without stored answers, and those of"
                + " the old one outlive it; expected the key without it, for "
                + (cached.isShared() ? "identity: caller tells callers apart, too" : "who calls is in the key anyway");
    }

    private static String busting(String header) {
        return "goes by " + header
                + ", which every client may send: whoever likes makes the upstream work; expected the"
                + " policy without it, or a policy in front that demands to know who calls";
    }

    private void report(LintCode code, String field, String message) {
        problems.add(cached.route(), cached.cache(), new Finding(code, field, message));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
