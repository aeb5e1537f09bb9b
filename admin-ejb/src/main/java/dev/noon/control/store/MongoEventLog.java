package dev.noon.control.store;

import com.mongodb.client.MongoDatabase;
import dev.noon.control.Event;
import dev.noon.control.Event.Deed;
import dev.noon.control.EventLog;
import java.util.List;
import org.bson.Document;

/** Collection {@code events}. Thread-safe. */
final class MongoEventLog implements EventLog {
    private final NumberedLog log;

    MongoEventLog(MongoDatabase database) {
        log = new NumberedLog(database, "events");
    }

    @Override
    public long head(String environment) {
        return log.head(environment);
    }

    @Override
    public List<Event> range(String environment, long first, int count) {
        return log.range(environment, first, count).stream()
                .map(MongoEventLog::event)
                .toList();
    }

    @Override
    public boolean append(Event event) {
        return event(log.append(event.environment(), event.number(), of(event))).equals(event);
    }

    private static Document of(Event event) {
        Deed deed = event.deed();
        return new Document("environment", event.environment())
                .append("previous", event.previous())
                .append("hash", event.hash())
                .append("action", deed.action())
                .append("object", deed.object())
                .append("project", deed.project())
                .append("detail", deed.detail())
                .append("author", RevisionDocuments.of(event.author()))
                .append("time", event.timeMillis());
    }

    private static Event event(Document document) {
        Deed deed = new Deed(
                Fields.text(document, "action"),
                Fields.text(document, "object"),
                Fields.text(document, "project"),
                Fields.text(document, "detail"));
        return new Event(
                Fields.text(document, "environment"),
                Fields.number(document, "number"),
                Fields.text(document, "previous"),
                Fields.text(document, "hash"),
                deed,
                RevisionDocuments.author(Fields.document(document, "author")),
                Fields.number(document, "time"));
    }
}
