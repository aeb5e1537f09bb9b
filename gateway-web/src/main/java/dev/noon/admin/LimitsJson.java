package dev.noon.admin;

import dev.noon.control.LimitBoard.Limit;
import dev.noon.counter.Standing;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.text.Words;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Limits and how their counters stand, as JSON. */
final class LimitsJson {
    private static final String TIERS = "tiers.";

    private LimitsJson() {}

    static JsonObjectBuilder of(Limit limit) {
        LimitSpec spec = limit.spec();
        JsonObjectBuilder json = Json.object()
                .add("id", limit.id())
                .add("owner", limit.owner().toString())
                .add("scope", limit.scope())
                .add("name", limit.counter().owner())
                .add("policy", spec.name())
                .add("type", spec.type())
                .add("limit", spec.allowance().limit())
                .add("per", spec.counting().per().text())
                .add("window", Words.text(spec.counting().window()))
                .add("mode", Words.text(spec.counting().mode()));
        spec.counting().by().ifPresent(by -> json.add("by", by.source()));
        JsonObjectBuilder tiers = Json.object();
        spec.allowance().limits().forEach((where, units) -> {
            if (where.startsWith(TIERS)) {
                tiers.add(where.substring(TIERS.length()), units);
            }
        });
        return json.add("tiers", tiers);
    }

    /** A limit and what was counted of it. */
    static JsonObject of(Limit limit, List<Standing> standings) {
        return of(limit)
                .add("identities", standings.size())
                .add("near", standings.stream().filter(Standing::isNear).count())
                .add("over", standings.stream().mapToLong(Standing::over).sum())
                .build();
    }

    /** How one counter of a limit stands. */
    static JsonObject of(Limit limit, Standing standing) {
        JsonObjectBuilder json = Json.object()
                .add("limit", limit.id())
                .add("owner", limit.owner().toString())
                .add("name", limit.counter().owner())
                .add("policy", limit.spec().name())
                .add("identity", standing.identity());
        if (!standing.client().isEmpty()) {
            json.add("client", standing.client());
        }
        return json.add("used", standing.used())
                .add("of", standing.most())
                .add("left", standing.left())
                .add("over", standing.over())
                .add("seen", RevisionJson.time(standing.seenMillis()))
                .add("free", RevisionJson.time(standing.freeMillis()))
                .build();
    }
}
