package dev.noon.admin;

import dev.noon.control.Acknowledged;
import dev.noon.control.Acknowledged.NodeReceipt;
import dev.noon.control.Author;
import dev.noon.control.CacheChoice;
import dev.noon.control.Change;
import dev.noon.control.Deployment;
import dev.noon.control.FieldChange;
import dev.noon.control.Manner;
import dev.noon.control.PlannedChange;
import dev.noon.control.Refusal;
import dev.noon.control.Revision;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Revisions, deployments and receipts as JSON. */
final class RevisionJson {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private RevisionJson() {}

    /** A deployment's answer. */
    static JsonObject of(String environment, Deployment deployment) {
        JsonObjectBuilder json = Json.object()
                .add("environment", environment)
                .add("outcome", deployment.outcome().text());
        if (deployment.replayed()) {
            json.add("replayed", true);
        }
        json.add("revision", deployment.revision().map(RevisionJson::of).orElseGet(() -> nothingYet(deployment)));
        return json.add("verdict", deployment.plan().verdict().text())
                .add("changes", Json.array(deployment.plan().changes(), RevisionJson::of))
                .add("effects", EffectsJson.of(deployment.plan()))
                .add("warnings", Json.array(deployment.plan().warnings(), ProblemMapper::error))
                .addAll(acknowledged(deployment.acknowledged()))
                .build();
    }

    /** Nothing was ever applied, and nothing was now. */
    private static JsonObject nothingYet(Deployment deployment) {
        return Json.object()
                .add("number", 0)
                .add("hash", deployment.plan().manifest().content().hex())
                .build();
    }

    static JsonObject of(Revision revision) {
        return builder(revision).build();
    }

    static JsonObjectBuilder builder(Revision revision) {
        return builder(revision, revision.commit().changes());
    }

    /** @param changes those that are named; all are counted */
    static JsonObjectBuilder builder(Revision revision, List<Change> changes) {
        Author author = revision.commit().author();
        JsonObjectBuilder json = Json.object()
                .add("number", revision.number())
                .add("hash", revision.commit().content())
                .add("chain", revision.hash())
                .add("previous", revision.previous())
                .add("actor", author.actor())
                .add("origin", author.origin())
                .add("permission", author.permission())
                .add("requestId", author.requestId());
        revision.commit().idempotency().ifPresent(it -> json.add("idempotencyKey", it.key()));
        return json.add("message", revision.commit().message())
                .addAll(of(revision.commit().manner()))
                .add("time", time(revision.commit().timeMillis()))
                .add("tainted", Json.strings(revision.commit().tainted()))
                .add("changeCount", revision.commit().changes().size())
                .add("changes", Json.array(changes, RevisionJson::of));
    }

    /** Who was faster: enough to find them and to look at what they did. */
    static JsonObject winner(Revision revision, boolean withMessage) {
        JsonObjectBuilder json = Json.object()
                .add("number", revision.number())
                .add("hash", revision.commit().content())
                .add("actor", revision.commit().author().actor())
                .add("requestId", revision.commit().author().requestId())
                .add("time", time(revision.commit().timeMillis()));
        return (withMessage ? json.add("message", revision.commit().message()) : json).build();
    }

    /** Only what is not as usual. */
    private static JsonObjectBuilder of(Manner manner) {
        JsonObjectBuilder json = Json.object();
        if (manner.strict()) {
            json.add("strict", true);
        }
        if (manner.rollout()) {
            json.add("rollout", true);
        }
        return manner.cache() == CacheChoice.AUTO
                ? json
                : json.add("cache", manner.cache().text());
    }

    /** Receipts, and whether they are all. */
    static JsonObjectBuilder acknowledged(Acknowledged acknowledged) {
        return Json.object()
                .add("receipts", Json.array(acknowledged.receipts(), RevisionJson::of))
                .add("complete", acknowledged.complete());
    }

    /** Where and why, in one line. */
    static String reason(Refusal refusal) {
        String place = refusal.field();
        return place.isEmpty() ? refusal.reason() : place + ": " + refusal.reason();
    }

    /** The definition and field at fault, as far as they are known. */
    private static JsonObjectBuilder place(Refusal refusal) {
        JsonObjectBuilder json = Json.object();
        String[] place = refusal.field().split(" ", 2);
        if (!place[0].isEmpty()) {
            json.add("definition", place[0]);
        }
        return place.length == 2 ? json.add("field", place[1]) : json;
    }

    static String time(long millis) {
        return MILLIS.format(Instant.ofEpochMilli(millis));
    }

    private static JsonObject of(Change change) {
        return step(change).build();
    }

    static JsonObjectBuilder step(Change change) {
        return Json.object()
                .add("action", change.action().text())
                .add("kind", change.id().kind().text())
                .add("name", change.id().name());
    }

    private static JsonObject of(PlannedChange planned) {
        return step(planned.change())
                .add("fields", Json.array(planned.fields(), RevisionJson::of))
                .add("verdict", planned.verdict().text())
                .add("reason", planned.reason())
                .build();
    }

    static JsonObject of(FieldChange field) {
        JsonObjectBuilder json = Json.object().add("path", field.path());
        field.oldValue().ifPresent(value -> json.add("old", value));
        field.newValue().ifPresent(value -> json.add("new", value));
        return json.build();
    }

    private static JsonObject of(NodeReceipt receipt) {
        JsonObjectBuilder json = Json.object()
                .add("node", receipt.node())
                .add("state", receipt.state().text())
                .add("revision", receipt.revision())
                .add("hash", receipt.hash());
        receipt.millis().ifPresent(millis -> json.add("millis", millis));
        receipt.refusal()
                .ifPresent(refusal -> json.add("reason", reason(refusal)).addAll(place(refusal)));
        return json.build();
    }
}
