package dev.noon.cli.report;

import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an apply, a plan or a rollback did or would do: changes, effects, receipts. */
public final class ApplyReport {

    private static final int CHANGES = 50;

    private final Terminal terminal;

    public ApplyReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints the answer and returns {@link Exit#DONE}, or {@link Exit#LAGGING} if a node is missing. */
    public int print(JsonObject answer) {
        terminal.out().println(headline(answer));
        printChanges(Members.objects(answer, "changes"));
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
            default ->
                "applied: revision " + number + " of " + environment + " (" + Shown.hash(revision, "hash") + ")"
                        + (answer.getBoolean("replayed", false) ? ", by an earlier attempt of this request" : "");
        };
    }

    /** Of many, the first ones, and wherever it stands whatever is not hot. */
    private void printChanges(List<JsonObject> changes) {
        if (changes.size() > CHANGES) {
            terminal.out().println("  " + count(changes));
        }
        List<JsonObject> hidden = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            JsonObject change = changes.get(i);
            if (i < CHANGES || !change.getString("verdict", "hot").equals("hot")) {
                printChange(change);
            } else {
                hidden.add(change);
            }
        }
        if (!hidden.isEmpty()) {
            terminal.out().println("  … and " + count(hidden) + ", all hot (" + Bounded.REST + ")");
        }
    }

    /** For example {@code 3 new, 190 changed, 2 deleted}. */
    private static String count(List<JsonObject> changes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        changes.forEach(change -> counts.merge(
                switch (change.getString("action", "")) {
                    case "create" -> "new";
                    case "delete" -> "deleted";
                    default -> "changed";
                },
                1,
                Integer::sum));
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
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
            new FieldChanges(terminal).print(change);
        }
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
                        + Shown.text(warning, "message")
                        + ProblemReport.code(warning));
    }

    private void printEffects(JsonObject answer) {
        JsonObject effects = object(answer, "effects");
        if (!Members.objects(answer, "changes").isEmpty()) {
            new EffectsReport(terminal).print(effects);
            printVerdict(answer);
        }
    }

    private void printVerdict(JsonObject answer) {
        String verdict = answer.getString("verdict", "hot");
        if (answer.getString("outcome", "").equals("planned") && !verdict.equals("hot")) {
            terminal.out()
                    .println("  "
                            + terminal.bad(
                                    verdict.equals("drain")
                                            ? "drain: `noon apply` refuses this; `noon rollout` does it node by node"
                                            : "refused: this cannot be put in force on a running cluster"));
        }
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
    }
}
