package dev.noon.cli.local;

import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code noon status}: what runs here and how it is, at one moment. */
public final class Standing {

    private static final String READY = "ready";

    private final Layout layout;
    private final List<Row> rows;

    /** @param revision the newest that the node has in force; a dash for what is no node or does not tell */
    private record Row(ProcessRecord process, String state, String revision) {}

    private Standing(Layout layout, List<Row> rows) {
        this.layout = layout;
        this.rows = rows;
    }

    /** Looks at every process that was started there. */
    public static Standing of(Layout layout) {
        List<ProcessRecord> all = new RunDirectory(layout).all();
        Map<String, String> revisions = revisions(layout, all);
        return new Standing(
                layout,
                all.stream()
                        .map(one -> new Row(one, state(one), revisions.getOrDefault(one.name(), "-")))
                        .toList());
    }

    /** Whether everything that was started is ready, which it is if nothing was. */
    public boolean isWell() {
        return rows.stream().allMatch(row -> row.state().equals(READY));
    }

    public void print(Terminal terminal) {
        if (rows.isEmpty()) {
            terminal.out().println("nothing is running (" + layout.data() + ")");
            return;
        }
        Table table = new Table("PROCESS", "PID", "ADDRESS", "STATE", "REVISION");
        for (Row row : rows) {
            ProcessRecord process = row.process();
            table.row(
                    process.name(),
                    Long.toString(process.pid()),
                    Welcome.addresses(process),
                    row.state(),
                    row.revision());
        }
        table.print(terminal.out());
    }

    /** {@code {"data":…,"processes":[{"process","pid","address","state","revision"}]}}. */
    public JsonObject json() {
        var processes = Json.createArrayBuilder();
        rows.forEach(row -> processes.add(json(row)));
        return Json.createObjectBuilder()
                .add("data", layout.data().toString())
                .add("processes", processes)
                .build();
    }

    private static JsonObjectBuilder json(Row row) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("process", row.process().name())
                .add("pid", row.process().pid())
                .add("address", Welcome.addresses(row.process()))
                .add("state", row.state());
        return row.revision().equals("-") ? json : json.add("revision", Long.parseLong(row.revision()));
    }

    private static String state(ProcessRecord record) {
        if (!record.isAlive()) {
            return "ended";
        }
        return Startup.isReady(record) ? READY : "not ready";
    }

    private static Map<String, String> revisions(Layout layout, List<ProcessRecord> all) {
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
