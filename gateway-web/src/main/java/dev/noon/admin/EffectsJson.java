package dev.noon.admin;

import dev.noon.control.Effects;
import dev.noon.control.Plan;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** What a plan does to the nodes, as JSON. Figures that are only about right carry a {@code ~}. */
final class EffectsJson {
    private EffectsJson() {}

    static JsonObject of(Plan plan) {
        Effects effects = plan.effects();
        return Json.object()
                .add("flush", Json.strings(plan.flush()))
                .add("keep", plan.keep())
                .add("routes", of(effects.routes()))
                .add("pools", of(effects.pools()))
                .add("breakers", of(effects.breakers()))
                .add("counters", of(effects.counters()))
                .add("entries", of(effects.entries()))
                .add("notYetEnforced", Json.strings(effects.notYetEnforced()))
                .add("warnings", Json.strings(effects.warnings()))
                .build();
    }

    private static JsonObjectBuilder of(Effects.Routes routes) {
        return Json.object()
                .add("added", Json.strings(routes.added()))
                .add("removed", Json.strings(routes.removed()))
                .add("changed", Json.strings(routes.changed()));
    }

    private static JsonObjectBuilder of(Effects.Pools pools) {
        return Json.object()
                .add("opened", Json.strings(pools.opened()))
                .add("closed", Json.strings(pools.closed()))
                .add("kept", pools.kept());
    }

    private static JsonObjectBuilder of(Effects.Breakers breakers) {
        return Json.object()
                .add("added", Json.strings(breakers.added()))
                .add("reset", Json.strings(breakers.reset()))
                .add("dropped", Json.strings(breakers.dropped()))
                .add("kept", breakers.kept());
    }

    private static JsonObjectBuilder of(Effects.Counters counters) {
        return Json.object()
                .add("touched", Json.array(counters.touched(), EffectsJson::of))
                .add("kept", counters.kept());
    }

    private static JsonObject of(Effects.CounterChange change) {
        JsonObjectBuilder json = Json.object()
                .add("scope", change.owner().scope())
                .add("name", change.owner().name())
                .add("policy", change.owner().policy())
                .add("becomes", change.becomes().text());
        change.before().ifPresent(text -> json.add("before", text));
        change.after().ifPresent(text -> json.add("after", text));
        change.live()
                .ifPresent(live -> json.add(
                        "live",
                        Json.object()
                                .add("identities", about(live.identities()))
                                .add("used", live.used())
                                .add("of", live.most())));
        return json.build();
    }

    private static JsonObjectBuilder of(Effects.Entries entries) {
        JsonObjectBuilder byProxy = Json.object();
        entries.byProxy().forEach((proxy, count) -> byProxy.add(proxy, about(count)));
        return Json.object()
                .add("flush", about(entries.flush()))
                .add("keep", about(entries.keep()))
                .add("byProxy", byProxy);
    }

    private static String about(long count) {
        return "~" + count;
    }
}
