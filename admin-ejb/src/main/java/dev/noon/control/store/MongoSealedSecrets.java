package dev.noon.control.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import dev.noon.control.DamagedLog;
import dev.noon.control.SealedSecret;
import dev.noon.control.SealedSecrets;
import dev.noon.control.secret.Sealed;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Collection {@code secrets}: ciphertexts by environment and fingerprint. Thread-safe. */
final class MongoSealedSecrets implements SealedSecrets {
    private final MongoCollection<Document> secrets;

    MongoSealedSecrets(MongoDatabase database) {
        secrets = database.getCollection("secrets");
    }

    @Override
    public void put(String environment, Collection<SealedSecret> sealed) {
        Calls.write("keep sealed secrets", () -> {
            for (SealedSecret secret : sealed) {
                Document document = of(environment, secret);
                secrets.replaceOne(Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true));
            }
        });
    }

    @Override
    public Map<String, SealedSecret> find(String environment, Collection<String> fingerprints) {
        List<String> ids = fingerprints.stream()
                .map(fingerprint -> id(environment, fingerprint))
                .toList();
        List<Document> found = Calls.answer("read sealed secrets", () -> secrets.find(Filters.in("_id", ids))
                .into(new ArrayList<>()));
        Map<String, SealedSecret> byFingerprint = new HashMap<>();
        found.stream()
                .map(MongoSealedSecrets::secret)
                .forEach(secret -> byFingerprint.put(secret.sealed().fingerprint(), secret));
        return byFingerprint;
    }

    @Override
    public List<SealedSecret> all(String environment) {
        List<Document> found =
                Calls.answer("read sealed secrets", () -> secrets.find(Filters.eq("environment", environment))
                        .into(new ArrayList<>()));
        return found.stream()
                .map(MongoSealedSecrets::secret)
                .sorted(Comparator.comparing(SealedSecret::id)
                        .thenComparing(secret -> secret.sealed().fingerprint()))
                .toList();
    }

    private static String id(String environment, String fingerprint) {
        return environment + "/" + fingerprint;
    }

    private static Document of(String environment, SealedSecret secret) {
        return new Document("_id", id(environment, secret.sealed().fingerprint()))
                .append("environment", environment)
                .append("kind", secret.id().kind().text())
                .append("name", secret.id().name())
                .append("field", secret.field())
                .append("fingerprint", secret.sealed().fingerprint())
                .append("sealed", secret.sealed().text())
                .append("revision", secret.revision());
    }

    private static SealedSecret secret(Document document) {
        Kind kind = Kind.of(Fields.text(document, "kind"))
                .orElseThrow(() -> new DamagedLog("document " + document.get("_id") + " has no proper kind"));
        return new SealedSecret(
                new DefinitionId(kind, Fields.text(document, "name")),
                Fields.text(document, "field"),
                new Sealed(Fields.text(document, "fingerprint"), Fields.text(document, "sealed")),
                Fields.number(document, "revision"));
    }
}
