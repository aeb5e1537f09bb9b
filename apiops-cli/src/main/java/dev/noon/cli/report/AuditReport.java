package dev.noon.cli.report;

import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;

/** The audit log for people. */
public final class AuditReport {
    private static final int SHOWN_OBJECTS = 2;

    private final Terminal terminal;

    public AuditReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One line an entry. */
    public int list(List<JsonObject> entries) {
        Table table = new Table("TIME", "ACTOR", "ACTION", "OBJECT", "ENTRY", "MESSAGE");
        entries.forEach(entry -> table.row(
                Shown.time(entry, "time"),
                Shown.text(entry, "actor"),
                Shown.text(entry, "action"),
                objects(entry),
                Shown.text(entry, "log") + "/" + Shown.text(entry, "number"),
                Shown.text(entry, "message")));
        table.print(terminal.out());
        return Exit.DONE;
    }

    /** Everything about one entry. */
    public int entry(JsonObject entry) {
        for (String name : new String[] {
            "log",
            "number",
            "time",
            "actor",
            "action",
            "permission",
            "origin",
            "requestId",
            "message",
            "previous",
            "hash"
        }) {
            terminal.out().printf("%-12s%s%n", name, Shown.text(entry, name));
        }
        Members.objects(entry, "compared").forEach(this::object);
        terminal.out().flush();
        return Exit.DONE;
    }

    /** What a check has found. */
    public int checked(JsonObject checked) {
        Members.objects(checked, "faults").forEach(fault -> terminal.out()
                .println(terminal.bad(Shown.text(fault, "log") + "/" + Shown.text(fault, "entry") + " "
                        + Shown.text(fault, "fault"))));
        Members.objects(checked, "ends").forEach(end -> terminal.out()
                .println(Shown.text(end, "log") + " end at " + Shown.text(end, "number") + "  "
                        + Shown.text(end, "hash")));
        int faults = Members.objects(checked, "faults").size();
        String count = Shown.text(checked, "checked") + " entries and " + checked.getInt("receipts", 0)
                + " receipts checked: ";
        terminal.out()
                .println(
                        faults == 0
                                ? terminal.good(count + "the log is whole")
                                : terminal.bad(count + faults + (faults == 1 ? " fault" : " faults")));
        return faults == 0 ? Exit.DONE : Exit.REFUSED;
    }

    private void object(JsonObject object) {
        terminal.out()
                .println("  " + Shown.text(object, "action") + " " + Shown.text(object, "object") + "  "
                        + Shown.hash(object, "before") + " → " + Shown.hash(object, "after"));
        Members.objects(object, "fields").forEach(field -> terminal.out()
                .println("      " + FieldPath.readable(Shown.text(field, "path")) + ": " + side(field, "old") + " → "
                        + side(field, "new")));
    }

    private static String side(JsonObject field, String name) {
        return field.containsKey(name) ? Shown.text(field, name) : "(none)";
    }

    private static String objects(JsonObject entry) {
        List<String> all = Members.objects(entry, "objects").stream()
                .map(object -> Shown.text(object, "object"))
                .toList();
        if (all.isEmpty()) {
            return "-";
        }
        String more = all.size() > SHOWN_OBJECTS ? " and " + (all.size() - SHOWN_OBJECTS) + " more" : "";
        return String.join(" ", all.subList(0, Math.min(SHOWN_OBJECTS, all.size()))) + more;
    }
}
