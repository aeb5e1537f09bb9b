package dev.noon.cli.report;

import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;

/** How files and what is in force differ, from a plan of applying the files. */
public final class DriftReport {

    private final Terminal terminal;

    public DriftReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param files as the user named them */
    public void print(JsonObject plan, String files) {
        List<JsonObject> changes = Members.objects(plan, "changes");
        String environment = Shown.text(plan, "environment");
        if (changes.isEmpty()) {
            terminal.out().println("no drift: " + environment + " is as " + files + " says");
        } else {
            terminal.out()
                    .println("drift: " + environment + " differs from " + files + " in " + changes.size()
                            + (changes.size() == 1 ? " definition" : " definitions")
                            + " (in force → file)");
            changes.forEach(this::print);
        }
        terminal.out().flush();
    }

    private void print(JsonObject change) {
        String name = Shown.text(change, "kind") + " " + Shown.text(change, "name");
        switch (change.getString("action", "")) {
            case "create" -> terminal.out().println(terminal.good("  + " + name) + "  is not in force");
            case "delete" -> terminal.out().println(terminal.bad("  - " + name) + "  is in force and in no file");
            default -> {
                terminal.out().println(terminal.notable("  ~ " + name));
                new FieldChanges(terminal).print(change);
            }
        }
    }
}
