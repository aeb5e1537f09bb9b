package dev.noon.admin;

import dev.noon.control.Explanation;
import dev.noon.control.Explanation.Cached;
import dev.noon.control.Explanation.Candidate;
import dev.noon.control.Explanation.Destination;
import dev.noon.control.Explanation.Divided;
import dev.noon.control.Explanation.Refused;
import dev.noon.control.Explanation.Served;
import dev.noon.control.Explanation.Step;
import dev.noon.control.Explanation.Target;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** An explanation as JSON; durations are in milliseconds. */
final class ExplanationJson {
    private ExplanationJson() {}

    static JsonObject of(Explanation explanation) {
        JsonObjectBuilder json =
                Json.object().add("revision", explanation.revision()).add("hash", explanation.hash());
        explanation
                .asked()
                .ifPresent(asked -> json.add(
                        "request",
                        Json.object()
                                .add("method", asked.method())
                                .add("host", asked.host())
                                .add("target", asked.target())));
        explanation.refusal().ifPresent(refused -> json.add("refused", refused(refused)));
        json.add("candidates", Json.array(explanation.candidates(), ExplanationJson::candidate));
        explanation.served().ifPresent(served -> json.addAll(served(served)));
        return json.build();
    }

    private static JsonObject refused(Refused refused) {
        JsonObjectBuilder json = Json.object()
                .add("status", refused.status())
                .add("cause", refused.cause())
                .add("reason", refused.reason());
        if (!refused.allow().isEmpty()) {
            json.add("allow", Json.strings(refused.allow()));
        }
        return json.build();
    }

    private static JsonObject candidate(Candidate candidate) {
        return Json.object()
                .add("proxy", candidate.proxy())
                .add("host", candidate.host())
                .add("path", candidate.path())
                .add("asks", Json.strings(candidate.asks()))
                .add("taken", candidate.taken())
                .add("why", candidate.why())
                .build();
    }

    private static JsonObjectBuilder served(Served served) {
        JsonObjectBuilder json = Json.object().add("proxy", served.proxy());
        served.endpoint().ifPresent(endpoint -> json.add("endpoint", endpoint));
        json.add("policies", Json.array(served.policies(), ExplanationJson::step));
        served.cache().ifPresent(cache -> json.add("cache", cache(cache)));
        served.split().ifPresent(split -> json.add("split", split(split)));
        return json.add("upstream", upstream(served.destination()));
    }

    private static JsonObject split(Divided split) {
        JsonObjectBuilder json = Json.object();
        split.affinity().ifPresent(affinity -> json.add("affinity", affinity));
        return json.add("sticky", split.sticky())
                .add("upstreams", Json.array(split.shares(), share -> Json.object()
                        .add("name", share.upstream())
                        .add("weight", share.weight())
                        .build()))
                .build();
    }

    private static JsonObject step(Step step) {
        JsonObjectBuilder json =
                Json.object().add("name", step.name()).add("type", step.type()).add("from", step.from());
        step.ref().ifPresent(ref -> json.add("ref", ref));
        step.note().ifPresent(note -> json.add("note", note));
        return json.build();
    }

    private static JsonObject cache(Cached cache) {
        JsonObjectBuilder json = Json.object()
                .add("scope", cache.scope())
                .add("generation", cache.generation())
                .add("storage", cache.storage())
                .add("ttlMillis", cache.ttl().toMillis())
                .add("inputs", Json.strings(cache.inputs()));
        cache.key().ifPresent(key -> json.add("key", key));
        cache.bypass().ifPresent(bypass -> json.add("bypass", bypass));
        return json.build();
    }

    private static JsonObject upstream(Destination destination) {
        JsonObjectBuilder json = Json.object()
                .add("name", destination.upstream())
                .add("target", destination.target())
                .add("balance", destination.care().balance())
                .add("targets", Json.array(destination.targets(), ExplanationJson::target))
                .add("connectMillis", destination.connect().toMillis())
                .add("responseMillis", destination.response().toMillis());
        destination.care().breaker().ifPresent(breaker -> json.add("breaker", breaker));
        destination.care().retries().ifPresent(retries -> json.add("retries", retries));
        destination.care().health().ifPresent(health -> json.add("health", health));
        destination.care().hedge().ifPresent(hedge -> json.add("hedge", hedge));
        destination.total().ifPresent(total -> json.add("totalMillis", total.toMillis()));
        destination.credential().ifPresent(credential -> json.add("credential", credential));
        return json.build();
    }

    private static JsonObject target(Target target) {
        return Json.object()
                .add("url", target.url())
                .add("weight", target.weight())
                .build();
    }
}
