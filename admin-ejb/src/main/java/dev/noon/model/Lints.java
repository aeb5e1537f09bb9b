package dev.noon.model;

import dev.noon.model.LintProblems.Finding;
import dev.noon.model.Template.Source;
import dev.noon.model.policy.CacheSpec;
import java.util.List;

/**
 * What is well formed and still wrong or unwise about how policies work together. Only what was just written, or runs
 * what was just written, is looked at: a rule that is new does not stand in the way of other changes.
 */
public final class Lints {
    private Lints() {}

    /** What would answer one client with what is another's, or not ask whom it must. This must not be put in force. */
    public static List<Problem> errors(Whole whole) {
        LintProblems problems = new LintProblems(whole);
        LintedRoute.forEachProxy(whole, routes -> cached(routes).forEach(cached -> {
            KeyLints.errors(cached, problems);
            StoreLints.errors(cached, problems);
        }));
        return problems.sorted();
    }

    /** What may be meant, but rarely is. */
    public static List<Problem> warnings(Whole whole) {
        LintProblems problems = new LintProblems(whole);
        whole.read().forEach(definition -> checkTemplates(definition, problems));
        LintedRoute.forEachProxy(whole, routes -> {
            cached(routes).forEach(cached -> {
                KeyLints.warnings(cached, problems);
                StoreLints.warnings(cached, problems);
            });
            OrderLints.warnings(routes, problems);
        });
        return problems.sorted();
    }

    private static List<CachedRoute> cached(List<LintedRoute> routes) {
        return routes.stream()
                .filter(LintedRoute::isNew)
                .flatMap(route -> CachedRoute.of(route).stream())
                .toList();
    }

    private static void checkTemplates(ReadDefinition definition, LintProblems problems) {
        Links.of(definition.definition()).policies().forEach((pointer, spec) -> {
            Template key = spec.templates().get(CacheSpec.TEMPLATE);
            if (key != null && key.variables().stream().noneMatch(variable -> variable.source() == Source.PATH)) {
                String message = "has no ${path}: requests for different paths share one stored answer";
                problems.add(definition, pointer, new Finding(LintCode.KEY_WITHOUT_PATH, CacheSpec.TEMPLATE, message));
            }
        });
    }
}
