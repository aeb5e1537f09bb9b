package dev.noon.control.store;

import dev.noon.control.Author;
import dev.noon.control.CacheChoice;
import dev.noon.control.Change;
import dev.noon.control.Checkpoint;
import dev.noon.control.Claim;
import dev.noon.control.Commit;
import dev.noon.control.DamagedLog;
import dev.noon.control.Idempotency;
import dev.noon.control.Manifest;
import dev.noon.control.ManifestHash;
import dev.noon.control.Manner;
import dev.noon.control.Revision;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;

/** Revisions and checkpoints as documents. */
final class RevisionDocuments {
    /** What {@link #claim} reads of a revision. */
    static final List<String> CLAIM_FIELDS = List.of("number", "author", "time", "idempotency");

    private static final String MANNER = "manner";
    private static final String IDEMPOTENCY = "idempotency";

    private RevisionDocuments() {}

    static Document of(Revision revision) {
        Document document = new Document("environment", revision.environment())
                .append("previous", revision.previous())
                .append("hash", revision.hash());
        document.putAll(of(revision.commit()));
        return document;
    }

    static Document of(Commit commit) {
        Document document = new Document("content", commit.content())
                .append(
                        "changes",
                        commit.changes().stream().map(RevisionDocuments::of).toList())
                .append("tainted", commit.tainted())
                .append("author", of(commit.author()))
                .append("message", commit.message())
                .append("time", commit.timeMillis());
        if (!commit.manner().equals(Manner.PLAIN)) {
            document.append(MANNER, of(commit.manner()));
        }
        commit.idempotency().ifPresent(it -> document.append(IDEMPOTENCY, of(it)));
        return document;
    }

    static Revision revision(Document document) {
        Revision revision = new Revision(
                Fields.text(document, "environment"),
                Fields.number(document, "number"),
                Fields.text(document, "previous"),
                Fields.text(document, "hash"),
                commit(document));
        if (!revision.intact()) {
            throw new DamagedLog("revision " + document.get("_id") + " does not fit its hash");
        }
        return revision;
    }

    /** Reads as much of a revision as a claim takes; empty if its request had no key. */
    static Optional<Claim> claim(Document document) {
        return document.containsKey(IDEMPOTENCY)
                ? Optional.of(new Claim(
                        Fields.number(document, "number"),
                        author(Fields.document(document, "author")).actor(),
                        idempotency(document),
                        Fields.number(document, "time")))
                : Optional.empty();
    }

    static Commit commit(Document document) {
        return new Commit(
                        Fields.text(document, "content"),
                        Fields.documents(document, "changes").stream()
                                .map(RevisionDocuments::change)
                                .toList(),
                        Fields.list(document, "tainted", String.class),
                        author(Fields.document(document, "author")),
                        Fields.text(document, "message"),
                        Fields.number(document, "time"))
                .in(document.containsKey(MANNER) ? manner(document) : Manner.PLAIN)
                .answering(document.containsKey(IDEMPOTENCY) ? Optional.of(idempotency(document)) : Optional.empty());
    }

    private static Document of(Manner manner) {
        return new Document("strict", manner.strict())
                .append("rollout", manner.rollout())
                .append("cache", manner.cache().text());
    }

    private static Manner manner(Document revision) {
        Document document = Fields.document(revision, MANNER);
        String cache = Fields.text(document, "cache");
        return new Manner(
                Fields.flag(document, "strict"),
                Fields.flag(document, "rollout"),
                CacheChoice.of(cache)
                        .orElseThrow(() -> new DamagedLog("there is no cache choice " + cache + " in this version")));
    }

    static Document of(Author author) {
        return new Document("actor", author.actor())
                .append("permission", author.permission())
                .append("origin", author.origin())
                .append("request", author.requestId());
    }

    static Author author(Document document) {
        return new Author(
                Fields.text(document, "actor"),
                Fields.text(document, "permission"),
                Fields.text(document, "origin"),
                Fields.text(document, "request"));
    }

    static Document of(Checkpoint checkpoint) {
        List<Document> entries = new ArrayList<>();
        checkpoint.manifest().entries().forEach((id, entry) -> entries.add(entry(id, entry)));
        return new Document("revision", checkpoint.revision())
                .append("chain", checkpoint.chain())
                .append("content", checkpoint.manifest().content().hex())
                .append("entries", entries);
    }

    static Checkpoint checkpoint(Document document) {
        SortedMap<DefinitionId, Manifest.Entry> entries = new TreeMap<>();
        for (Document entry : Fields.documents(document, "entries")) {
            entries.put(
                    id(entry),
                    new Manifest.Entry(
                            Fields.text(entry, "hash"),
                            Fields.number(entry, "generation"),
                            Fields.number(entry, "revision")));
        }
        Manifest manifest = Manifest.of(entries);
        ManifestHash content = manifest.content();
        if (!content.hex().equals(Fields.text(document, "content"))) {
            throw new DamagedLog("checkpoint " + document.get("_id") + " does not fit its hash");
        }
        return new Checkpoint(Fields.number(document, "revision"), Fields.text(document, "chain"), manifest);
    }

    private static Document of(Idempotency idempotency) {
        return new Document("key", idempotency.key()).append("request", idempotency.request());
    }

    private static Idempotency idempotency(Document revision) {
        Document document = Fields.document(revision, IDEMPOTENCY);
        return new Idempotency(Fields.text(document, "key"), Fields.text(document, "request"));
    }

    private static Document of(Change change) {
        Document document = new Document("action", change.action().text())
                .append("kind", change.id().kind().text())
                .append("name", change.id().name());
        change.oldHash().ifPresent(hash -> document.append("old", hash));
        change.newHash().ifPresent(hash -> document.append("new", hash));
        return document;
    }

    private static Change change(Document document) {
        return new Change(id(document), Fields.optionalText(document, "old"), Fields.optionalText(document, "new"));
    }

    private static Document entry(DefinitionId id, Manifest.Entry entry) {
        return new Document("kind", id.kind().text())
                .append("name", id.name())
                .append("hash", entry.hash())
                .append("generation", entry.generation())
                .append("revision", entry.revision());
    }

    private static DefinitionId id(Document document) {
        String kind = Fields.text(document, "kind");
        return new DefinitionId(
                Kind.of(kind).orElseThrow(() -> new DamagedLog("there is no kind " + kind + " in this version")),
                Fields.text(document, "name"));
    }
}
