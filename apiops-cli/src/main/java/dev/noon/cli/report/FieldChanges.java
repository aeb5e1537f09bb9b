package dev.noon.cli.report;

import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;

/** The fields of one changed definition, one per line, the first few of many. */
final class FieldChanges {

    private static final int LINES = 20;

    private final Terminal terminal;

    FieldChanges(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(JsonObject change) {
        List<JsonObject> fields = Members.objects(change, "fields");
        Bounded.first(fields, LINES).forEach(this::printField);
        if (fields.size() > LINES) {
            terminal.out().println("      … " + Bounded.more(fields.size() - LINES));
        }
    }

    private void printField(JsonObject field) {
        String path = FieldPath.readable(Shown.text(field, "path"));
        terminal.out().println("      " + path + ": " + side(field, "old") + " → " + side(field, "new"));
    }

    private static String side(JsonObject field, String name) {
        return field.containsKey(name) ? Bounded.text(Shown.text(field, name)) : "(none)";
    }
}
