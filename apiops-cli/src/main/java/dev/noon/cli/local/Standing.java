package dev.noon.cli.local;

import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code noon status}: what runs here and how it is. */
public final class Standing {

    private final Terminal terminal;
    private final Layout layout;

    public Standing(Terminal terminal, Layout layout) {
        this.terminal = terminal;
        this.layout = layout;
    }

    /** Returns {@link Exit#DONE} when all is well or nothing was started, else {@link Exit#REFUSED}. */
    public int print() {
        List<ProcessRecord> all = new RunDirectory(layout).all();
        if (all.isEmpty()) {
            terminal.out().println("nothing is running (" + layout.data() + ")");
            return Exit.DONE;
        }
        Map<String, String> revisions = revisions(all);
        Table table = new Table("PROCESS", "PID", "ADDRESS", "STATE", "REVISION");
        boolean well = true;
        for (ProcessRecord record : all) {
            String state = state(record);
            well &= state.equals("ready");
            table.row(
                    record.name(),
                    Long.toString(record.pid()),
                    Welcome.addresses(record),
                    state,
                    revisions.getOrDefault(record.name(), "-"));
        }
        table.print(terminal.out());
        return well ? Exit.DONE : Exit.REFUSED;
    }

    private static String state(ProcessRecord record) {
        if (!record.isAlive()) {
            return "ended";
        }
        return Startup.isReady(record) ? "ready" : "not ready";
    }

    private Map<String, String> revisions(List<ProcessRecord> all) {
        return all.stream()
                .filter(record -> record.isNode() && record.isAlive())
                .findFirst()
                .map(node ->
                        FirstNode.of(node.bind(), node.port("admin"), layout).members())
                .orElse(List.of())
                .stream()
                .collect(Collectors.toMap(
                        member -> member.getString("node", ""), Standing::revision, (first, second) -> first));
    }

    private static String revision(JsonObject member) {
        return member.containsKey("revision") ? member.get("revision").toString() : "-";
    }
}
