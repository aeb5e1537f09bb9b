package dev.noon.model;

import dev.noon.model.LintProblems.Finding;
import dev.noon.model.PolicyMerge.Level;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.Template.Source;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.ClientBanSpec;
import dev.noon.model.policy.CorsSpec;
import dev.noon.model.policy.IpFilterSpec;
import dev.noon.model.policy.MockSpec;
import dev.noon.model.policy.RedirectSpec;
import dev.noon.model.policy.RewriteSpec;
import dev.noon.model.policy.When;
import dev.noon.model.policy.When.PathMatch;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Whether policies stand where they do what they are for, and whether requests come to them at all. */
final class OrderLints {
    private static final int UNAUTHORIZED = 401;

    private final LintedRoute route;
    private final LintProblems problems;

    private OrderLints(LintedRoute route, LintProblems problems) {
        this.route = route;
        this.problems = problems;
    }

    /** What is said of the routes of one proxy. */
    static void warnings(List<LintedRoute> routes, LintProblems problems) {
        Set<Written> alive = new HashSet<>();
        routes.forEach(route -> route.steps().subList(0, ends(route)).forEach(step -> alive.add(step.written())));
        routes.stream().filter(LintedRoute::isNew).forEach(route -> {
            OrderLints lints = new OrderLints(route, problems);
            lints.checkEnd(alive);
            for (int i = 0; i < route.steps().size(); i++) {
                lints.check(route.steps().get(i), route.steps().subList(0, i));
            }
        });
    }

    /** How many steps there are up to the one that answers every request; all if there is none. */
    private static int ends(LintedRoute route) {
        List<LintedStep> steps = route.steps();
        int end = steps.stream().map(OrderLints::answersAll).toList().indexOf(true);
        return end < 0 ? steps.size() : end + 1;
    }

    /** A group may answer for its proxies for a while. */
    private static boolean answersAll(LintedStep step) {
        boolean answers = step.bare() instanceof MockSpec || step.bare() instanceof RedirectSpec;
        return answers && step.isUnconditional() && step.level() != Level.GROUP;
    }

    /** The first one that no request of any route reaches; what follows it has the same reason. */
    private void checkEnd(Set<Written> alive) {
        int end = ends(route);
        route.steps().stream()
                .skip(end)
                .filter(step -> step.level() != Level.GROUP && !alive.contains(step.written()))
                .findFirst()
                .ifPresent(step -> {
                    String by = route.steps().get(end - 1).written().item().name();
                    String message = "never runs: " + by + " in front of it answers every request; expected it in front"
                            + " of " + by + ", or a condition there";
                    report(step, LintCode.NEVER_RUNS, "/" + step.spec().type(), message);
                });
    }

    private void check(LintedStep step, List<LintedStep> front) {
        if (step.when().isPresent()) {
            When when = step.when().get();
            checkChoice(step, when);
            if (route.isOwn(step)) {
                checkMethods(step, when);
                checkPath(step, when, front);
            }
        }
        boolean demanded = front.stream().anyMatch(LintedStep::demandsCaller);
        if (step.bare() instanceof CorsSpec && demanded) {
            report(
                    step,
                    LintCode.BEHIND_IDENTITY,
                    "/cors",
                    "stands behind a policy that demands to know who calls, and preflights come without credentials: every"
                            + " one is refused; expected it in front");
        }
        if (step.bare() instanceof ClientBanSpec ban && isDeaf(ban, front)) {
            report(
                    step,
                    LintCode.BEHIND_IDENTITY,
                    "/clientBan",
                    "stands behind a policy that refuses wrong credentials, and counts none of those refusals; expected it"
                            + " in front");
        }
    }

    /** Who is told apart by who it is must be known first. */
    private static boolean isDeaf(ClientBanSpec ban, List<LintedStep> front) {
        boolean byCaller = ban.by().variables().stream()
                .anyMatch(variable -> variable.source() == Source.CONSUMER || variable.source() == Source.CLAIM);
        return !byCaller
                && ban.statuses().contains(UNAUTHORIZED)
                && front.stream().anyMatch(step -> step.spec().identifies());
    }

    /** One of several may be for those whom another one is not for. */
    private void checkChoice(LintedStep step, When when) {
        boolean chosen = !when.headers().isEmpty()
                || !when.query().isEmpty()
                || !when.cookies().isEmpty();
        boolean identifies = step.spec().identifies()
                && !step.isOptional()
                && isOnly(one -> one.spec().identifies());
        boolean filters = step.bare() instanceof IpFilterSpec && isOnly(one -> one.bare() instanceof IpFilterSpec);
        if (chosen && (identifies || filters)) {
            String instead = identifies ? "; expected optional: true, or" : "; expected";
            report(
                    step,
                    LintCode.GATE_BY_CHOICE,
                    "/when",
                    "lets clients choose whether the policy is asked, for headers, query and cookies are theirs to write"
                            + instead + " a condition on methods and path alone");
        }
    }

    private boolean isOnly(Predicate<LintedStep> kind) {
        return route.steps().stream().filter(kind).count() == 1;
    }

    /** Of a cache policy something else is said. Preflights go through what stands in front of cors. */
    private void checkMethods(LintedStep step, When when) {
        boolean preflights = when.methods().contains("OPTIONS")
                && route.steps().stream().anyMatch(other -> other.bare() instanceof CorsSpec);
        boolean none = !when.methods().isEmpty() && when.methods().stream().noneMatch(route::answers);
        if (none && !preflights && !(step.bare() instanceof CacheSpec)) {
            report(
                    step,
                    LintCode.NEVER_RUNS,
                    "/when/methods",
                    "is " + String.join(", ", when.methods())
                            + ", and the route answers to none of them: the policy never" + " runs; expected some of: "
                            + String.join(", ", route.methods()));
        }
    }

    /** What a rewrite in front makes of a path may be anything. */
    private void checkPath(LintedStep step, When when, List<LintedStep> front) {
        boolean rewritten = front.stream()
                .anyMatch(one -> one.bare() instanceof RewriteSpec rewrite
                        && rewrite.path().isPresent());
        Optional<PathRule> asked = when.path().flatMap(OrderLints::rule);
        if (!rewritten && asked.isPresent() && !route.path().meets(asked.get())) {
            report(
                    step,
                    LintCode.NEVER_RUNS,
                    "/when/path",
                    "is " + asked.get() + ", and paths that come here are " + route.path() + ": the policy never runs;"
                            + " expected the whole path, as clients write it");
        }
    }

    private static Optional<PathRule> rule(PathMatch match) {
        if (match instanceof PathMatch.Equal equal) {
            return Optional.of(PathRule.exact(equal.path()));
        }
        return match instanceof PathMatch.Beneath beneath
                ? Optional.of(PathRule.prefix(beneath.path()))
                : Optional.empty();
    }

    private void report(LintedStep step, LintCode code, String field, String message) {
        problems.add(route, step, new Finding(code, field, message));
    }
}
