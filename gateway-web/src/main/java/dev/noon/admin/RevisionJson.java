package dev.noon.admin;

import dev.noon.control.Acknowledged;
import dev.noon.control.Acknowledged.NodeReceipt;
import dev.noon.control.Author;
import dev.noon.control.Change;
import dev.noon.control.Deployment;
import dev.noon.control.FieldChange;
import dev.noon.control.Manifest;
import dev.noon.control.Plan;
import dev.noon.control.PlannedChange;
import dev.noon.control.Revision;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Revisions, plans and receipts as JSON. */
final class RevisionJson {
    private RevisionJson() {}

    /** What an apply, a plan or a rollback came to. */
    static JsonObjectBuilder deployment(String environment, Deployment deployment) {
        Plan plan = deployment.plan();
        JsonArrayBuilder changes = Json.createArrayBuilder();
        plan.changes().forEach(change -> changes.add(change(change)));
        JsonObjectBuilder revision = deployment
                .revision()
                .map(RevisionJson::revision)
                .orElseGet(() -> Json.createObjectBuilder()
                        .add("number", plan.number())
                        .add("hash", plan.manifest().content().hex()));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("environment", environment)
                .add("outcome", deployment.outcome().text())
                .add("revision", revision)
                .add("verdict", plan.verdict().text())
                .add("changes", changes)
                .add(
                        "effects",
                        Json.createObjectBuilder()
                                .add("flush", Json.createArrayBuilder(plan.flush()))
                                .add("keep", plan.keep()));
        return addReceipts(json, deployment.acknowledged());
    }

    /** A revision; {@code hash} is its content hash, which the nodes' receipts repeat. */
    static JsonObjectBuilder revision(Revision revision) {
        Author author = revision.commit().author();
        JsonArrayBuilder changes = Json.createArrayBuilder();
        revision.commit().changes().forEach(change -> changes.add(change(change)));
        return Json.createObjectBuilder()
                .add("number", revision.number())
                .add("hash", revision.commit().content())
                .add("chain", revision.hash())
                .add("previous", revision.previous())
                .add("actor", author.actor())
                .add("origin", author.origin())
                .add("permission", author.permission())
                .add("requestId", author.requestId())
                .add("message", revision.commit().message())
                .add(
                        "time",
                        Instant.ofEpochMilli(revision.commit().timeMillis()).toString())
                .add("tainted", Json.createArrayBuilder(revision.commit().tainted()))
                .add("changes", changes);
    }

    /** What was in force under a revision. */
    static JsonArrayBuilder manifest(Manifest manifest) {
        JsonArrayBuilder definitions = Json.createArrayBuilder();
        manifest.entries()
                .forEach((id, entry) -> definitions.add(Json.createObjectBuilder()
                        .add("kind", id.kind().text())
                        .add("name", id.name())
                        .add("hash", entry.hash())
                        .add("generation", entry.generation())
                        .add("revision", entry.revision())));
        return definitions;
    }

    /** Adds who has put a revision in force, and whether everybody has. */
    static JsonObjectBuilder addReceipts(JsonObjectBuilder json, Acknowledged acknowledged) {
        return addReceipts(json, acknowledged, (receipt, row) -> row.add("revision", receipt.revision())
                .add("hash", receipt.hash()));
    }

    /** Adds who has performed an operation, and whether everybody has. */
    static JsonObjectBuilder addOperationReceipts(JsonObjectBuilder json, Acknowledged acknowledged) {
        return addReceipts(json, acknowledged, (receipt, row) -> row.add("operation", receipt.operation()));
    }

    private static JsonObjectBuilder addReceipts(
            JsonObjectBuilder to, Acknowledged acknowledged, BiConsumer<NodeReceipt, JsonObjectBuilder> what) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (NodeReceipt receipt : acknowledged.receipts()) {
            JsonObjectBuilder json = Json.createObjectBuilder()
                    .add("node", receipt.node())
                    .add("state", receipt.state().text());
            what.accept(receipt, json);
            receipt.millis().ifPresent(millis -> json.add("millis", millis));
            receipt.refusal()
                    .ifPresent(refusal -> json.add("reason", (refusal.field() + " " + refusal.reason()).strip()));
            array.add(json);
        }
        return to.add("receipts", array).add("complete", acknowledged.complete());
    }

    private static JsonObjectBuilder change(PlannedChange planned) {
        JsonArrayBuilder fields = Json.createArrayBuilder();
        planned.fields().forEach(field -> fields.add(field(field)));
        return change(planned.change())
                .add("fields", fields)
                .add("verdict", planned.verdict().text())
                .add("reason", planned.reason());
    }

    private static JsonObjectBuilder change(Change change) {
        return Json.createObjectBuilder()
                .add("action", change.action().text())
                .add("kind", change.id().kind().text())
                .add("name", change.id().name());
    }

    private static JsonObjectBuilder field(FieldChange field) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("path", field.path());
        field.oldValue().ifPresent(value -> json.add("old", value));
        field.newValue().ifPresent(value -> json.add("new", value));
        return json;
    }
}
