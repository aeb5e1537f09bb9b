package dev.noon.cli.report;

import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;

/** The fields of one changed definition, one per line. */
final class FieldChanges {

    private final Terminal terminal;

    FieldChanges(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(JsonObject change) {
        Members.objects(change, "fields").forEach(this::printField);
    }

    private void printField(JsonObject field) {
        terminal.out()
                .println("      " + FieldPath.readable(Shown.text(field, "path")) + ": " + side(field, "old") + " → "
                        + side(field, "new"));
    }

    private static String side(JsonObject field, String name) {
        return field.containsKey(name) ? Shown.text(field, name) : "(none)";
    }
}
