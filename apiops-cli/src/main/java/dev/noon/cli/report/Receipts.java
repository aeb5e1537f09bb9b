package dev.noon.cli.report;

import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;

/** One line per node, and who is missing. */
public final class Receipts {

    private static final String ACKNOWLEDGED = "acknowledged";

    private final Terminal terminal;

    public Receipts(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints the receipts of an answer and returns {@link Exit#DONE}, or {@link Exit#LAGGING} if some are missing. */
    public int print(JsonObject answer) {
        List<JsonObject> receipts = Members.objects(answer, "receipts");
        int width = receipts.stream()
                .mapToInt(receipt -> Shown.text(receipt, "node").length())
                .max()
                .orElse(0);
        boolean ofPurge = answer.containsKey("operation");
        receipts.forEach(receipt ->
                terminal.out().println(line(receipt, width, ofPurge ? operation(receipt) : revision(receipt))));
        terminal.out().flush();
        if (answer.getBoolean("complete", true)) {
            return Exit.DONE;
        }
        terminal.err().println(terminal.bad("noon: not acknowledged by " + missing(receipts)));
        return Exit.LAGGING;
    }

    private String line(JsonObject receipt, int width, String what) {
        String node = Shown.text(receipt, "node");
        String state = Shown.text(receipt, "state");
        boolean acknowledged = state.equals(ACKNOWLEDGED);
        String line = (acknowledged ? terminal.good("✓ ") : terminal.bad("✗ ")) + node
                + " ".repeat(width - node.length()) + "  " + what + "  "
                + Shown.number(receipt, "millis", " ms");
        return acknowledged ? line : line + "  " + terminal.bad(state + reason(receipt));
    }

    private static String operation(JsonObject receipt) {
        return "operation " + Shown.text(receipt, "operation");
    }

    private static String revision(JsonObject receipt) {
        return "revision " + Shown.text(receipt, "revision") + "  " + Shown.hash(receipt, "hash");
    }

    private static String reason(JsonObject receipt) {
        String reason = receipt.getString("reason", "");
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String missing(List<JsonObject> receipts) {
        List<String> names = receipts.stream()
                .filter(receipt -> !Shown.text(receipt, "state").equals(ACKNOWLEDGED))
                .map(receipt -> Shown.text(receipt, "node") + " (" + Shown.text(receipt, "state") + ")")
                .toList();
        return names.isEmpty() ? "every node" : String.join(", ", names);
    }
}
