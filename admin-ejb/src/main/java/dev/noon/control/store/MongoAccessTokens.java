package dev.noon.control.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.noon.control.AccessTokens;
import dev.noon.control.DamagedLog;
import dev.noon.control.access.AccessToken;
import dev.noon.control.access.Grant;
import dev.noon.control.access.Grants;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;

/** Collection {@code tokens}: some hundred rows at most, without any secret. Thread-safe. */
final class MongoAccessTokens implements AccessTokens {
    private final MongoCollection<Document> tokens;

    MongoAccessTokens(MongoDatabase database) {
        tokens = database.getCollection("tokens");
    }

    @Override
    public Optional<AccessToken> find(String id) {
        return Calls.answer(
                        "read token " + id,
                        () -> Optional.ofNullable(
                                tokens.find(Filters.eq("_id", id)).first()))
                .map(MongoAccessTokens::token);
    }

    @Override
    public List<AccessToken> all() {
        List<Document> found = Calls.answer("read tokens", () -> tokens.find().into(new ArrayList<>()));
        return found.stream()
                .map(MongoAccessTokens::token)
                .sorted(Comparator.comparing(AccessToken::id))
                .toList();
    }

    @Override
    public boolean insert(AccessToken token) {
        return Calls.answer("keep token " + token.id(), () -> {
            try {
                tokens.insertOne(of(token));
                return true;
            } catch (MongoWriteException e) {
                if (Calls.duplicate(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void revoke(String id, long millis) {
        Calls.write(
                "revoke token " + id,
                () -> tokens.updateOne(
                        Filters.and(Filters.eq("_id", id), Filters.exists("revoked", false)),
                        Updates.set("revoked", millis)));
    }

    @Override
    public void remove(String id) {
        Calls.write("forget token " + id, () -> tokens.deleteOne(Filters.eq("_id", id)));
    }

    private static Document of(AccessToken token) {
        Document document = new Document("_id", token.id())
                .append("digest", token.digest())
                .append("name", token.name())
                .append("grants", token.grants().texts())
                .append("created", token.life().created())
                .append("expires", token.life().expires())
                .append("event", token.event());
        token.life().revoked().ifPresent(millis -> document.append("revoked", millis));
        return document;
    }

    private static AccessToken token(Document document) {
        OptionalLong revoked = document.containsKey("revoked")
                ? OptionalLong.of(Fields.number(document, "revoked"))
                : OptionalLong.empty();
        AccessToken.Life life =
                new AccessToken.Life(Fields.number(document, "created"), Fields.number(document, "expires"), revoked);
        return new AccessToken(
                Fields.text(document, "_id"),
                Fields.text(document, "digest"),
                Fields.text(document, "name"),
                grants(document),
                life,
                Fields.number(document, "event"));
    }

    private static Grants grants(Document document) {
        try {
            return new Grants(Fields.list(document, "grants", String.class).stream()
                    .map(Grant::parse)
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new DamagedLog("token " + document.get("_id") + " has no proper grants", e);
        }
    }
}
