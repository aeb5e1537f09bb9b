package dev.noon.model;

import dev.noon.model.policy.Allowance;
import dev.noon.model.policy.Counting;
import dev.noon.model.policy.Counting.Counted;
import dev.noon.model.policy.Counting.Mode;
import dev.noon.model.policy.Counting.Window;
import dev.noon.model.policy.Period;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.QuotaSpec;
import dev.noon.model.policy.Reaction;
import dev.noon.model.policy.Reaction.GridAway;
import dev.noon.model.policy.Reaction.LimitChange;
import dev.noon.model.policy.Reaction.OnLimit;
import dev.noon.model.policy.ThrottleSpec;
import dev.noon.model.policy.Tiers;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.Words;
import dev.noon.model.tree.MapNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns sound throttles and quotas into specs; what is not written is filled in here. */
final class LimitBinder {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private LimitBinder() {}

    static Optional<PolicySpec> throttle(Fields fields) {
        String name = fields.text("name").orElse(ThrottleSpec.TYPE);
        return fields.map(ThrottleSpec.TYPE)
                .map(spec -> new ThrottleSpec(
                        name, allowance(spec), counting(spec, Window.SLIDING), reaction(spec, GridAway.LOCAL)));
    }

    static Optional<PolicySpec> quota(Fields fields) {
        String name = fields.text("name").orElse(QuotaSpec.TYPE);
        return fields.map(QuotaSpec.TYPE)
                .map(spec -> new QuotaSpec(
                        name,
                        allowance(spec),
                        counting(spec, Window.FIXED),
                        reaction(spec, GridAway.CLOSED),
                        spec.text("timezone").map(ZoneId::of).orElse(UTC)));
    }

    /** Says at its own place what no schema says: a cost above a limit, and tiers without any. */
    static void check(MapNode policy, String pointer, Findings findings) {
        for (String type : List.of(ThrottleSpec.TYPE, QuotaSpec.TYPE)) {
            String at = pointer + "/" + type;
            policy.mapAt("/" + type)
                    .filter(map -> findings.sound(at))
                    .map(Fields::new)
                    .ifPresent(spec -> check(spec, at, findings));
        }
    }

    private static void check(Fields spec, String at, Findings findings) {
        Optional<Fields> written = spec.map("tiers");
        written.flatMap(some -> Tiers.fault(some.wholes("values"), matched(some)))
                .ifPresent(fault -> findings.add(at + "/tiers", fault));
        Optional<Tiers> tiers = written.flatMap(some -> findings.bind(at + "/tiers", () -> tiers(some)));
        Map<String, Long> limits = new Allowance(spec.requiredWhole("limit"), tiers, 1).limits();
        spec.integer("cost").ifPresent(cost -> Allowance.costFault(cost, limits)
                .ifPresent(fault -> findings.add(at + "/cost", fault)));
    }

    private static Allowance allowance(Fields spec) {
        return new Allowance(
                spec.requiredWhole("limit"),
                spec.map("tiers").map(LimitBinder::tiers),
                spec.integer("cost").orElse(1));
    }

    private static Tiers tiers(Fields tiers) {
        return new Tiers(tiers.text("by").map(Template::parse), tiers.wholes("values"), matched(tiers));
    }

    private static List<Tiers.Matched> matched(Fields tiers) {
        return tiers.maps("patterns").stream()
                .map(one -> new Tiers.Matched(one.required("pattern"), one.requiredWhole("limit")))
                .toList();
    }

    private static Counting counting(Fields spec, Window unsaid) {
        return new Counting(
                Words.parse(Period.class, spec.required("per")),
                word(spec, "window", unsaid),
                spec.text("by").map(Template::parse),
                word(spec, "mode", Mode.LEASED),
                word(spec, "count", Counted.ACCEPTED));
    }

    private static Reaction reaction(Fields spec, GridAway unsaid) {
        return new Reaction(
                spec.map("onLimit").map(LimitBinder::onLimit).orElseGet(OnLimit.Reject::new),
                word(spec, "onGridAway", unsaid),
                word(spec, "onLimitChange", LimitChange.PRESERVE));
    }

    private static OnLimit onLimit(Fields onLimit) {
        return switch (onLimit.required("action")) {
            case "delay" ->
                new OnLimit.Delay(
                        DurationText.parse(onLimit.required("atMost")),
                        onLimit.integer("waiting").orElse(OnLimit.Delay.DEFAULT_WAITING));
            case "log" -> new OnLimit.Log();
            default -> new OnLimit.Reject();
        };
    }

    private static <E extends Enum<E>> E word(Fields spec, String name, E unsaid) {
        return spec.text(name)
                .map(word -> Words.parse(unsaid.getDeclaringClass(), word))
                .orElse(unsaid);
    }
}
