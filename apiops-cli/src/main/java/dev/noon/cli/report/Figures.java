package dev.noon.cli.report;

import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What putting a revision in force cost: four lines of sums, and one per node. */
public final class Figures {

    private static final String PENDING = "pending";
    private static final String UNKNOWN = "-";

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
        return size(figures, "allocatedBytes") + " allocated, " + size(figures, "collectedBytes")
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
                size(node, "allocatedBytes"),
                size(node, "collectedBytes"),
                Shown.number(node, "pauseMillis", " ms")));
        return table;
    }

    /** Bytes in the largest unit of which there is one; a dash if they are absent. */
    private static String size(JsonObject object, String name) {
        if (!(object.get(name) instanceof JsonNumber number)) {
            return UNKNOWN;
        }
        double bytes = number.doubleValue();
        if (bytes < 1 << 10) {
            return number.longValue() + " B";
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / (1 << 10))
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (1 << 20));
    }
}
