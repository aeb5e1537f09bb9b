package dev.noon.control.store;

import dev.noon.cache.Selection;
import dev.noon.cache.Selection.By;
import dev.noon.control.DamagedLog;
import dev.noon.control.Operation.Command;
import org.bson.Document;

/** Purges as documents. The two oldest kinds keep their words, so that nodes of an earlier release follow them. */
final class PurgeDocuments {
    static final String PURGE = "purge";
    static final String OF_PROXY = "purge-proxy";
    static final String OF_ALL = "purge-all";

    private static final String COMMAND = "command";
    private static final String PROXY = "proxy";

    private PurgeDocuments() {}

    static Document with(Document document, Command.Purge purge) {
        Selection selection = purge.selection();
        if (!purge.soft() && selection.by() == By.PROXY) {
            return document.append(COMMAND, OF_PROXY).append(PROXY, selection.what());
        }
        if (!purge.soft() && selection.by() == By.ALL) {
            return document.append(COMMAND, OF_ALL);
        }
        return document.append(COMMAND, PURGE)
                .append("by", selection.by().text())
                .append("what", selection.what())
                .append(PROXY, selection.proxy())
                .append("soft", purge.soft());
    }

    static Command command(String command, Document document) {
        return switch (command) {
            case OF_PROXY -> new Command.Purge(Selection.proxy(Fields.text(document, PROXY)));
            case OF_ALL -> new Command.Purge(Selection.all());
            default -> new Command.Purge(selection(document), Boolean.TRUE.equals(document.getBoolean("soft", false)));
        };
    }

    private static Selection selection(Document document) {
        String by = Fields.text(document, "by");
        try {
            return new Selection(
                    By.of(by).orElseThrow(() -> new IllegalArgumentException("by is " + by)),
                    Fields.optionalText(document, "what").orElse(""),
                    Fields.optionalText(document, PROXY).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new DamagedLog(
                    "operation " + document.get("_id") + " is a purge that cannot be read: " + e.getMessage());
        }
    }
}
