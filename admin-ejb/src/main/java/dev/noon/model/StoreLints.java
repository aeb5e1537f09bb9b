package dev.noon.model;

import dev.noon.model.LintProblems.Finding;
import dev.noon.model.PolicyMerge.Level;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.policy.Acts;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec.CacheStorage;
import dev.noon.model.policy.CacheSpec.Key;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.Match;
import dev.noon.model.policy.RequestHeadersSpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import dev.noon.model.policy.When;
import dev.noon.model.text.DurationText;
import dev.noon.model.tree.Pointer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the policies around a cache policy make of what is stored: nothing, too much, or for too long. */
final class StoreLints {
    private static final String AUTHORIZATION = "Authorization";
    private static final String SET_COOKIE = "Set-Cookie";
    private static final String VARY = "Vary";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String CDN_CACHE_CONTROL = "CDN-Cache-Control";

    /** In which an upstream says for whom an answer is. */
    private static final List<String> PRIVACY = List.of(SET_COOKIE, CACHE_CONTROL, CDN_CACHE_CONTROL);

    /** What answers say that a policy with a TTL of its own obeys. */
    private static final Set<String> FORBIDDING = Set.of("no-store", "private", "no-cache");

    private static final String BEHIND = "; expected it in front of the cache policy, where it acts on every answer";

    private final CachedRoute cached;
    private final LintProblems problems;

    private StoreLints(CachedRoute cached, LintProblems problems) {
        this.cached = cached;
        this.problems = problems;
    }

    /** Policies that stored answers pass by. */
    static void errors(CachedRoute cached, LintProblems problems) {
        cached.behind().stream().filter(StoreLints::isPassedBy).forEach(step -> {
            String message =
                    "stands behind the cache policy, where stored answers pass it by; expected it in front of the"
                            + " cache policy";
            problems.add(
                    cached.route(),
                    step,
                    new Finding(LintCode.PASSED_BY_CACHE, "/" + step.spec().type(), message));
        });
    }

    /** What is never stored, what should not be, and what is stored for too long. */
    static void warnings(CachedRoute cached, LintProblems problems) {
        StoreLints lints = new StoreLints(cached, problems);
        lints.checkMethods();
        lints.checkAuthorization();
        lints.checkCallers();
        lints.checkCoherence();
        for (LintedStep step : cached.behind()) {
            if (step.bare() instanceof ResponseHeadersSpec headers) {
                lints.checkRemoved(step, headers);
                lints.checkSet(step, headers);
            }
        }
        cached.spec().life().ttl().ifPresent(lints::checkCalls);
    }

    /** A limit behind the cache is meant: it counts what is fetched. */
    private static boolean isPassedBy(LintedStep step) {
        return step.spec().acts() == Acts.GATE && !(step.bare() instanceof LimitSpec);
    }

    /** HEAD is answered from what another method has stored. What is inherited may be for others. */
    private void checkMethods() {
        List<String> methods = cached.spec().kept().methods();
        List<String> asked = cached.cache().when().map(When::methods).orElse(List.of());
        boolean stores = methods.stream()
                .filter(method -> !method.equals("HEAD"))
                .anyMatch(method -> cached.route().answers(method) && (asked.isEmpty() || asked.contains(method)));
        if (!stores && cached.route().isOwn(cached.cache())) {
            report(
                    cached.cache(),
                    new Finding(
                            LintCode.NEVER_CACHED,
                            "/cache/methods",
                            "is " + String.join(", ", methods) + ", HEAD not counted none of which the route and the"
                                    + " policy's condition let through: nothing is ever stored; expected one that is"));
        }
    }

    /** With a TTL of the policy's, what carries an {@code Authorization} that nobody knows goes past the cache. */
    private void checkAuthorization() {
        boolean obeyed = mode() == CacheLife.Mode.POLICY && cached.cache().level() != Level.GROUP;
        boolean seen = cached.front().stream().noneMatch(step -> step.readsAuthorization() || takesAuthorization(step));
        if (obeyed && seen && isAuthorizationDemanded()) {
            report(
                    cached.cache(),
                    new Finding(
                            LintCode.NEVER_CACHED,
                            "/cache",
                            "is asked only about requests with Authorization, which nobody in front verifies: they go past"
                                    + " the cache; expected jwt or apiKey in front"));
        }
    }

    private boolean isAuthorizationDemanded() {
        boolean routed = cached.route().proxy().route().conditions().stream()
                .anyMatch(condition -> condition.part() == Condition.Part.HEADER
                        && condition.name().equalsIgnoreCase(AUTHORIZATION)
                        && condition.test() != Condition.Test.ABSENT);
        Map<String, Match> asked = cached.cache().when().map(When::headers).orElse(Map.of());
        return routed
                || asked.entrySet().stream()
                        .anyMatch(each -> each.getKey().equalsIgnoreCase(AUTHORIZATION)
                                && !each.getValue().equals(new Match.Present(false)));
    }

    private static boolean takesAuthorization(LintedStep step) {
        return step.isUnconditional()
                && step.bare() instanceof RequestHeadersSpec headers
                && has(headers.remove(), AUTHORIZATION);
    }

    /** What is about callers means nothing where nobody looks for them. */
    private void checkCallers() {
        boolean known = cached.front().stream().anyMatch(step -> step.spec().identifies());
        if (known || cached.cache().level() == Level.GROUP) {
            return;
        }
        String expected = "; expected apiKey or jwt in front, or the field left out";
        if (cached.spec().upkeep().clientNoCache()) {
            String message = "is true, and no policy in front finds out who calls: nobody is heeded" + expected;
            report(cached.cache(), new Finding(LintCode.WITHOUT_EFFECT, "/cache/clientNoCache", message));
        }
        if (cached.isShared()) {
            String message = "is shared, and no policy in front finds out who calls: nobody is told apart" + expected;
            report(cached.cache(), new Finding(LintCode.WITHOUT_EFFECT, "/cache/key/identity", message));
        }
    }

    private void checkCoherence() {
        boolean copies = cached.spec().storage() == CacheStorage.TIERED;
        cached.spec()
                .coherence()
                .bound()
                .filter(bound -> !bound.isZero() && !copies)
                .ifPresent(bound -> {
                    String message = "is " + DurationText.write(bound)
                            + ", and without copies in front of the grid there is nothing"
                            + " to compare; expected storage: tiered, or the field left out";
                    report(cached.cache(), new Finding(LintCode.WITHOUT_EFFECT, "/cache/coherence", message));
                });
    }

    /** What is removed and set anew is somebody's considered word. */
    private void checkRemoved(LintedStep step, ResponseHeadersSpec headers) {
        for (int i = 0; i < headers.remove().size(); i++) {
            String name = headers.remove().get(i);
            String field = Pointer.child("/responseHeaders/remove", i);
            if (has(headers.set().keySet(), name)) {
                continue;
            }
            if (name.equalsIgnoreCase(VARY)) {
                String message = "removes Vary before the cache has seen it: an answer for one kind of client is stored"
                        + " for every kind" + BEHIND;
                report(step, new Finding(LintCode.HIDDEN_FROM_CACHE, field, message));
            } else if (isHeeded(name) && !cached.tellsCallersApart()) {
                String message = "removes " + name + " before the cache has seen it: " + loss(name) + BEHIND;
                report(step, new Finding(LintCode.HIDDEN_FROM_CACHE, field, message));
            }
        }
    }

    /** Whether what it says for whom an answer is means something to the cache. */
    private boolean isHeeded(String name) {
        boolean targeted = mode() == CacheLife.Mode.HTTP || cached.isShared();
        return has(PRIVACY, name) && (targeted || !name.equalsIgnoreCase(CDN_CACHE_CONTROL));
    }

    /** Where all callers are known and share answers, nothing is stored that does not say that all may have it. */
    private String loss(String name) {
        return cached.knowsCallers() && !name.equalsIgnoreCase(SET_COOKIE)
                ? "an answer that all callers may have does not say so any more, and is not stored"
                : "what the upstream means for one client is stored for all";
    }

    private void checkSet(LintedStep step, ResponseHeadersSpec headers) {
        if (!step.isUnconditional()) {
            return;
        }
        headers.set().forEach((name, value) -> {
            boolean forbids = name.equalsIgnoreCase(CACHE_CONTROL)
                    && value.constant().filter(this::forbids).isPresent();
            if (name.equalsIgnoreCase(SET_COOKIE) || forbids) {
                String message = "sets " + name + (forbids ? ": " + value.source() : "")
                        + " on what is fetched, so that nothing of it is ever stored" + BEHIND;
                String field = Pointer.child("/responseHeaders/set", name);
                report(step, new Finding(LintCode.NEVER_CACHED, field, message));
            }
        });
    }

    /** With {@code mode: http} what is meant for clients may stand beside another word for the cache (RFC 9213). */
    private boolean forbids(String cacheControl) {
        return mode() == CacheLife.Mode.POLICY
                && Stream.of(cacheControl.split(",", -1)).anyMatch(directive -> has(FORBIDDING, directive.strip()));
    }

    /** A call that is named in the key makes another answer whenever it says something else. */
    private void checkCalls(Duration ttl) {
        List<LintedStep> steps = cached.route().steps();
        for (int i = 0; i < steps.size(); i++) {
            if (cached.reachesStore(i)) {
                List<LintedStep> before = steps.subList(0, i);
                steps.get(i).spec().inputs().values().stream()
                        .flatMap(List::stream)
                        .filter(variable -> variable.source() == Source.CALL && !isNamed(variable))
                        .forEach(variable -> checkCall(ttl, variable, before));
            }
        }
    }

    private void checkCall(Duration ttl, Variable variable, List<LintedStep> before) {
        Optional<Duration> good = before.stream()
                .filter(step -> step.written().item().name().equals(variable.call()))
                .flatMap(step -> step.bare() instanceof ApiCallSpec call ? call.kept().stream() : Stream.empty())
                .map(ApiCallSpec.Kept::ttl)
                .findFirst();
        if (good.isPresent() && ttl.compareTo(good.get()) > 0) {
            String most = DurationText.write(good.get());
            String message = "is " + DurationText.write(ttl) + ", and what is stored is made with " + variable
                    + ", which is good for " + most + "; expected at most " + most + ", or " + variable
                    + " in cache.key.template";
            report(cached.cache(), new Finding(LintCode.OUTLIVES_CALL, "/cache/ttl", message));
        }
    }

    private boolean isNamed(Variable variable) {
        return cached.spec().key() instanceof Key.Text text
                && text.template().variables().contains(variable);
    }

    private CacheLife.Mode mode() {
        return cached.spec().life().mode();
    }

    private static boolean has(Collection<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    private void report(LintedStep step, Finding finding) {
        problems.add(cached.route(), step, finding);
    }
}
