package dev.noon.control.store;

import dev.noon.control.DamagedLog;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Reads documents; whatever is missing or of another type is damage. */
final class Fields {
    private Fields() {}

    static String text(Document document, String field) {
        return required(document, field, String.class);
    }

    static Optional<String> optionalText(Document document, String field) {
        return document.containsKey(field) ? Optional.of(text(document, field)) : Optional.empty();
    }

    static long number(Document document, String field) {
        return required(document, field, Number.class).longValue();
    }

    static boolean flag(Document document, String field) {
        return required(document, field, Boolean.class);
    }

    static Document document(Document document, String field) {
        return required(document, field, Document.class);
    }

    static List<Document> documents(Document document, String field) {
        return list(document, field, Document.class);
    }

    static <T> List<T> list(Document document, String field, Class<T> type) {
        List<?> values = required(document, field, List.class);
        for (Object value : values) {
            if (!type.isInstance(value)) {
                throw damage(document, field);
            }
        }
        return values.stream().map(type::cast).toList();
    }

    private static <T> T required(Document document, String field, Class<T> type) {
        Object value = document.get(field);
        if (!type.isInstance(value)) {
            throw damage(document, field);
        }
        return type.cast(value);
    }

    private static DamagedLog damage(Document document, String field) {
        return new DamagedLog("document " + document.get("_id") + " has no proper " + field);
    }
}
