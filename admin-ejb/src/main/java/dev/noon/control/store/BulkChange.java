package dev.noon.control.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import dev.noon.cache.SharedRecords.Swap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/** Swaps of records in one message, in any order; each fails by itself. Confined to its thread. */
final class BulkChange {
    private static final BulkWriteOptions EACH_BY_ITSELF = new BulkWriteOptions().ordered(false);

    private final List<Swap> swaps;
    private final List<WriteModel<Document>> models;

    /** @param model of a swap with nothing before it: an upsert that fails where there is something */
    BulkChange(List<Swap> swaps, Function<Swap, WriteModel<Document>> model) {
        this.swaps = List.copyOf(swaps);
        this.models = this.swaps.stream().map(model).toList();
    }

    /**
     * Keys of those that are done for sure.
     *
     * @throws com.mongodb.MongoException if the store did not answer, or refused one for another reason than what it found
     */
    Set<String> run(MongoCollection<Document> rows) {
        try {
            return done(rows.bulkWrite(models, EACH_BY_ITSELF), Set.of());
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null || !e.getWriteErrors().stream().allMatch(Calls::duplicate)) {
                throw e;
            }
            return done(
                    e.getWriteResult(),
                    e.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(Collectors.toSet()));
        }
    }

    /** What was to be made and did not fail is made. Of what was to be replaced only the count is told. */
    private Set<String> done(BulkWriteResult result, Set<Integer> failed) {
        Set<String> made = new HashSet<>();
        Set<String> toReplace = new HashSet<>();
        for (int i = 0; i < swaps.size(); i++) {
            if (swaps.get(i).before().isPresent()) {
                toReplace.add(swaps.get(i).key());
            } else if (!failed.contains(i)) {
                made.add(swaps.get(i).key());
            }
        }
        int madeOfOver = made.size() - result.getUpserts().size();
        if (result.getMatchedCount() - madeOfOver == toReplace.size()) {
            made.addAll(toReplace);
        }
        return made;
    }
}
