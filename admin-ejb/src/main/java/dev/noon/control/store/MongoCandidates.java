package dev.noon.control.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.noon.control.Candidate;
import dev.noon.control.Candidates;
import dev.noon.control.NodeIdentity;
import dev.noon.control.Vote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Collection {@code candidates}: one document per environment, the candidate with one field per node that has voted.
 * Thread-safe.
 */
final class MongoCandidates implements Candidates {
    private static final String VOTES = "votes";

    private final MongoCollection<Document> candidates;

    MongoCandidates(MongoDatabase database) {
        candidates = database.getCollection("candidates");
    }

    @Override
    public boolean propose(Candidate candidate, long nowMillis) {
        Document document = of(candidate);
        return Calls.answer("propose a candidate for " + candidate.environment(), () -> {
            try {
                candidates.insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (!Calls.duplicate(e)) {
                    throw e;
                }
            }
            Bson overdue = Filters.and(byId(candidate.environment()), Filters.lte("deadline", nowMillis));
            return candidates.replaceOne(overdue, document).getMatchedCount() > 0
                    || find(candidate.environment())
                            .filter(owner -> Fields.text(owner, "hash").equals(candidate.hash()))
                            .isPresent();
        });
    }

    @Override
    public Optional<Candidate> current(String environment) {
        return read(environment).map(MongoCandidates::candidate);
    }

    @Override
    public void withdraw(Candidate candidate) {
        Calls.write(
                "withdraw the candidate for " + candidate.environment(), () -> candidates.deleteOne(same(candidate)));
    }

    @Override
    public void vote(Candidate candidate, Vote vote) {
        Document document = new Document("node", vote.node().name())
                .append("address", vote.node().address())
                .append("time", vote.timeMillis());
        vote.refusal().ifPresent(refusal -> document.append("refusal", MongoHeartbeats.of(refusal)));
        Bson update = Updates.set(VOTES + "." + MongoReceipts.key(vote.node().name()), document);
        Calls.write("vote as " + vote.node().name(), () -> candidates.updateOne(same(candidate), update));
    }

    @Override
    public List<Vote> votes(Candidate candidate) {
        List<Vote> votes = new ArrayList<>();
        read(candidate.environment())
                .filter(document -> Fields.text(document, "hash").equals(candidate.hash()))
                .map(document -> Fields.document(document, VOTES))
                .ifPresent(all -> all.keySet().forEach(key -> votes.add(vote(candidate, Fields.document(all, key)))));
        votes.sort(Comparator.comparing(vote -> vote.node().name()));
        return votes;
    }

    private Optional<Document> read(String environment) {
        return Calls.answer("read the candidate for " + environment, () -> find(environment));
    }

    private Optional<Document> find(String environment) {
        return Optional.ofNullable(candidates.find(byId(environment)).first());
    }

    private static Bson byId(String environment) {
        return Filters.eq("_id", environment);
    }

    private static Bson same(Candidate candidate) {
        return Filters.and(byId(candidate.environment()), Filters.eq("hash", candidate.hash()));
    }

    private static Document of(Candidate candidate) {
        return new Document("_id", candidate.environment())
                .append("hash", candidate.hash())
                .append("base", candidate.base())
                .append("previous", candidate.previous())
                .append("commit", RevisionDocuments.of(candidate.commit()))
                .append("deadline", candidate.deadlineMillis())
                .append(VOTES, new Document());
    }

    private static Candidate candidate(Document document) {
        return new Candidate(
                Fields.text(document, "_id"),
                Fields.text(document, "hash"),
                Fields.number(document, "base"),
                Fields.text(document, "previous"),
                RevisionDocuments.commit(Fields.document(document, "commit")),
                Fields.number(document, "deadline"));
    }

    private static Vote vote(Candidate candidate, Document document) {
        NodeIdentity node = new NodeIdentity(
                candidate.environment(), Fields.text(document, "node"), Fields.text(document, "address"));
        return new Vote(node, MongoHeartbeats.refusal(document), Fields.number(document, "time"));
    }
}
