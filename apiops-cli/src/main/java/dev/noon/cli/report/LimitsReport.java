package dev.noon.cli.report;

import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;

/** Limits and how their counters stand, for people. */
public final class LimitsReport {

    private static final String NOBODY = "-";

    private final Terminal terminal;

    public LimitsReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What the command line calls a limit: {@code loans/throttle}. */
    public static String name(JsonObject limit) {
        return Shown.text(limit, "name") + "/" + Shown.text(limit, "policy");
    }

    /** Limits, one line each. */
    public void limits(JsonObject answer) {
        Table table = new Table("LIMIT", "ID", "OF", "ALLOWS", "WINDOW", "MODE", "BY", "COUNTED", "NEAR", "OVER");
        for (JsonObject limit : Members.objects(answer, "limits")) {
            table.row(
                    name(limit),
                    Shown.text(limit, "id"),
                    Shown.text(limit, "scope"),
                    Shown.text(limit, "limit") + " per " + Shown.text(limit, "per"),
                    Shown.text(limit, "window"),
                    Shown.text(limit, "mode"),
                    limit.getString("by", "consumer or address"),
                    Shown.text(limit, "identities"),
                    Shown.text(limit, "near"),
                    Shown.text(limit, "over"));
        }
        table.print(terminal.out());
        missing(answer);
    }

    /** Counters, one line each. */
    public void counters(JsonObject answer) {
        Table table = new Table("LIMIT", "WHO", "IDENTITY", "USED", "OF", "LEFT", "OVER", "ALL FREE AT");
        for (JsonObject counter : Members.objects(answer, "counters")) {
            table.row(
                    name(counter),
                    counter.getString("client", NOBODY),
                    Shown.text(counter, "identity"),
                    Shown.text(counter, "used"),
                    Shown.text(counter, "of"),
                    Shown.text(counter, "left"),
                    Shown.text(counter, "over"),
                    Shown.time(counter, "free"));
        }
        table.print(terminal.out());
        missing(answer);
    }

    private void missing(JsonObject answer) {
        List<String> missing = Members.texts(answer, "missing");
        if (!missing.isEmpty()) {
            terminal.err().println("without what these know: " + String.join(", ", missing));
        }
    }
}
