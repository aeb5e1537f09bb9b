package dev.noon.cli.report;

import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.PrintWriter;
import java.util.List;

/** What putting a revision in force cost: four lines of sums, and one per node. */
public final class Figures {

    private static final String PENDING = "pending";

    private final Terminal terminal;

    public Figures(Terminal terminal) {
        this.terminal = terminal;
    }

    public void print(JsonObject figures) {
        PrintWriter out = terminal.out();
        boolean settled = figures.getBoolean("settled", true);
        out.println("propagation  " + Shown.number(figures, "propagationMillis", " ms") + " to the last receipt");
        out.println("audit        " + audit(figures));
        out.println("dropped      " + (settled ? Shown.text(figures, "dropped") : PENDING));
        out.println("memory       " + (settled ? memory(figures) : PENDING));
        out.println();
        nodes(figures).print(out);
        out.flush();
    }

    private static String audit(JsonObject figures) {
        JsonObject audit = figures.get("audit") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return Shown.text(audit, "receipts") + " receipts of " + Shown.text(audit, "live") + " live nodes";
    }

    private static String memory(JsonObject figures) {
        return Shown.size(figures, "allocatedBytes") + " allocated, " + Shown.size(figures, "collectedBytes")
                + " collected in pauses of " + Shown.number(figures, "pauseMillis", " ms");
    }

    private static Table nodes(JsonObject figures) {
        Table table = new Table("NODE", "FIGURES", "RECEIPT", "DROPPED", "ALLOCATED", "COLLECTED", "PAUSES");
        List<JsonObject> nodes = Members.objects(figures, "nodes");
        nodes.forEach(node -> table.row(
                Shown.text(node, "node"),
                Shown.text(node, "state"),
                Shown.number(node, "millis", " ms"),
                Shown.text(node, "dropped"),
                Shown.size(node, "allocatedBytes"),
                Shown.size(node, "collectedBytes"),
                Shown.number(node, "pauseMillis", " ms")));
        return table;
    }
}
