package dev.noon.cli.report;

import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;

/** What an apply, a plan or a rollback did or would do: changes, effects, receipts. */
public final class ApplyReport {

    private final Terminal terminal;

    public ApplyReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints the answer and returns {@link Exit#DONE}, or {@link Exit#LAGGING} if a node is missing. */
    public int print(JsonObject answer) {
        terminal.out().println(headline(answer));
        Members.objects(answer, "changes").forEach(this::printChange);
        printEffects(answer);
        Members.objects(answer, "warnings").forEach(this::printWarning);
        return new Receipts(terminal).print(answer);
    }

    private static String headline(JsonObject answer) {
        JsonObject revision = object(answer, "revision");
        String environment = Shown.text(answer, "environment");
        String number = Shown.text(revision, "number");
        return switch (answer.getString("outcome", "")) {
            case "unchanged" ->
                "unchanged: " + environment + " is at revision " + number + " (" + Shown.hash(revision, "hash") + ")";
            case "planned" ->
                Members.objects(answer, "changes").isEmpty()
                        ? "no changes: " + environment + " is already so"
                        : "plan: would become revision " + number + " of " + environment;
            default -> "applied: revision " + number + " of " + environment + " (" + Shown.hash(revision, "hash") + ")";
        };
    }

    private void printChange(JsonObject change) {
        String name = Shown.text(change, "kind") + " " + Shown.text(change, "name");
        String verdict = change.getString("verdict", "hot");
        String reason = change.getString("reason", "");
        boolean wordless = change.getString("action", "").equals("update")
                && Members.objects(change, "fields").isEmpty();
        String aside = wordless ? "  " + reason : "";
        aside = verdict.equals("hot") ? aside : "  " + verdict + ": " + reason;
        terminal.out()
                .println(
                        switch (change.getString("action", "")) {
                            case "create" -> terminal.good("  + " + name) + aside;
                            case "delete" -> terminal.bad("  - " + name) + aside;
                            default -> terminal.notable("  ~ " + name) + aside;
                        });
        if (change.getString("action", "").equals("update")) {
            Members.objects(change, "fields").forEach(this::printField);
        }
    }

    private void printField(JsonObject field) {
        terminal.out()
                .println("      " + FieldPath.readable(Shown.text(field, "path")) + ": " + side(field, "old") + " → "
                        + side(field, "new"));
    }

    private void printWarning(JsonObject warning) {
        String place = Shown.text(warning, "file") + ":" + Shown.text(warning, "line") + ":"
                + Shown.text(warning, "column") + ": ";
        String field = FieldPath.readable(warning.getString("field", ""));
        terminal.err()
                .println(place
                        + terminal.notable("warning: ")
                        + field
                        + (field.isEmpty() ? "" : ": ")
                        + Shown.text(warning, "message"));
    }

    private static String side(JsonObject field, String name) {
        return field.containsKey(name) ? Shown.text(field, name) : "(none)";
    }

    private void printEffects(JsonObject answer) {
        JsonObject effects = object(answer, "effects");
        List<String> flush = Members.texts(effects, "flush");
        if (Members.objects(answer, "changes").isEmpty()) {
            return;
        }
        String flushed = flush.isEmpty() ? "flushes no cache" : "flushes the cache of " + String.join(", ", flush);
        String kept = effects.get("keep") instanceof JsonNumber number ? "; keeps " + number.longValue() : "";
        terminal.out().println("  " + terminal.faint(flushed + kept));
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
    }
}
