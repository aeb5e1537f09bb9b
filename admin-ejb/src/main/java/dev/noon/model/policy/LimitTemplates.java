package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Words;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What both kinds of limit have in common: their periods are of a kind, and two of their fields are templates. */
final class LimitTemplates {
    private LimitTemplates() {}

    static void check(String type, Period per, Set<Period> periods) {
        if (!periods.contains(per)) {
            throw new IllegalArgumentException(type + ".per is " + per.text() + "; expected one of: "
                    + periods.stream().map(Words::text).collect(Collectors.joining(", ")));
        }
    }

    /** The templates by the pointers of their fields. */
    static Map<String, Template> of(LimitSpec limit) {
        Map<String, Template> templates = new TreeMap<>();
        limit.counting().by().ifPresent(by -> templates.put("/" + limit.type() + "/by", by));
        limit.allowance()
                .tiers()
                .flatMap(Tiers::by)
                .ifPresent(by -> templates.put("/" + limit.type() + "/tiers/by", by));
        return templates;
    }

    static Allowance changed(Allowance allowance, UnaryOperator<Template> change) {
        Optional<Tiers> tiers =
                allowance.tiers().map(some -> new Tiers(some.by().map(change), some.values(), some.patterns()));
        return new Allowance(allowance.limit(), tiers, allowance.cost());
    }

    static Counting changed(Counting counting, UnaryOperator<Template> change) {
        return counting.by().map(change).map(counting::by).orElse(counting);
    }
}
