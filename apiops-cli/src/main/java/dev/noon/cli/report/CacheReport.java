package dev.noon.cli.report;

import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the cache holds and has done, for people. */
public final class CacheReport {

    private static final String NOTHING = "-";

    private final Terminal terminal;

    public CacheReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The twelve scopes, one line each. */
    public void scopes(JsonObject answer) {
        Table table = new Table(
                "SCOPE", "TIERS", "HEAP", "HEAP BYTES", "GRID", "GRID MOST", "HITS", "LASTS", "SHOWN", "HOLDS");
        for (JsonObject scope : Members.objects(answer, "scopes")) {
            JsonObject local = Shown.object(scope, "local");
            JsonObject grid = Shown.object(scope, "grid");
            table.row(
                    Shown.text(scope, "scope"),
                    String.join("+", Members.texts(scope, "tiers")),
                    Shown.text(local, "entries"),
                    Shown.size(local, "bytes"),
                    Shown.text(grid, "entries"),
                    Shown.text(grid, "capacityEntries"),
                    Shown.percent(Shown.object(scope, "figures"), "hitRatio"),
                    scope.getBoolean("persisted", false) ? "yes" : "no",
                    Shown.text(scope, "visibility"),
                    Shown.text(scope, "holds"));
        }
        table.print(terminal.out());
    }

    /** Entries, one line each; responses and anything else have different columns. */
    public void entries(JsonObject answer) {
        List<JsonObject> entries = Members.objects(answer, "entries");
        boolean answers = entries.stream().anyMatch(entry -> entry.containsKey("proxy"));
        Table table = answers
                ? new Table("KEY", "PROXY", "PATH", "STATUS", "BYTES", "AGE", "TTL", "HITS")
                : new Table("KEY", "KIND", "BYTES", "NAME");
        entries.forEach(entry -> table.row(answers ? response(entry) : item(entry)));
        table.print(terminal.out());
    }

    /** The copies of one entry, with headers and the beginning of the body. */
    public void copies(JsonObject answer) {
        PrintWriter out = terminal.out();
        String gap = "";
        for (JsonObject copy : Members.objects(answer, "copies")) {
            out.print(gap);
            gap = System.lineSeparator();
            copy.forEach((name, value) -> {
                if (!List.of("headers", "body", "text").contains(name)) {
                    out.println(name + " ".repeat(Math.max(1, 14 - name.length())) + Shown.value(value));
                }
            });
            Members.objects(copy, "headers")
                    .forEach(header ->
                            out.println("  " + Shown.text(header, "name") + ": " + Shown.text(header, "value")));
            body(out, Shown.object(copy, "body"));
            if (copy.containsKey("text")) {
                out.println(Shown.text(copy, "text"));
            }
        }
        out.flush();
    }

    /** What all nodes have counted: one line in all, one for each cache policy, and who is missing. */
    public void figures(JsonObject answer) {
        JsonObject cache = Shown.object(answer, "cache");
        Table table = new Table(
                "SCOPE",
                "PROXY",
                "ENDPOINT",
                "POLICY",
                "LOOKUPS",
                "HITS",
                "STALE",
                "COLLAPSED",
                "MISSES",
                "EVICTED",
                "FILL P90");
        Members.objects(cache, "series").forEach(series -> table.row(series(series)));
        table.row(series(cache));
        table.print(terminal.out());
        String nodes = Members.objects(answer, "nodes").stream()
                .map(node -> Shown.text(node, "node"))
                .collect(Collectors.joining(", "));
        terminal.out().println();
        terminal.out().println("of " + nodes);
        List<String> missing = Members.texts(answer, "missing");
        if (!missing.isEmpty()) {
            terminal.out().println("without " + String.join(", ", missing));
        }
        terminal.out().flush();
    }

    private static String[] series(JsonObject series) {
        boolean all = !series.containsKey("proxy");
        return new String[] {
            all ? "all" : Shown.text(series, "scope"),
            all ? NOTHING : Shown.text(series, "proxy"),
            series.getString("endpoint", "").isEmpty() ? NOTHING : series.getString("endpoint"),
            all ? NOTHING : Shown.text(series, "policy"),
            Shown.text(series, "lookups"),
            Shown.percent(series, "hitRatio"),
            Shown.text(series, "staleServed"),
            Shown.text(series, "collapsed"),
            parts(Shown.object(series, "misses")),
            parts(Shown.object(series, "evictions")),
            Shown.number(Shown.object(series, "fill"), "p90Micros", " µs")
        };
    }

    /** {@code 12 absent, 3 expired}. */
    private static String parts(Map<String, ?> parts) {
        return parts.isEmpty()
                ? NOTHING
                : parts.entrySet().stream()
                        .map(part -> part.getValue() + " " + part.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String[] response(JsonObject entry) {
        boolean marker = entry.containsKey("varies");
        return new String[] {
            Shown.text(entry, "key"),
            Shown.text(entry, "proxy"),
            Shown.text(entry, "path"),
            marker ? "varies by " + Shown.text(entry, "varies") : Shown.text(entry, "status"),
            marker ? NOTHING : Shown.size(entry, "bodyBytes"),
            Shown.number(entry, "ageSeconds", " s"),
            Shown.number(entry, "ttlSeconds", " s"),
            Shown.text(entry, "hits")
        };
    }

    private static String[] item(JsonObject entry) {
        return new String[] {
            Shown.text(entry, "key"), Shown.text(entry, "kind"), Shown.size(entry, "bytes"), Shown.text(entry, "name")
        };
    }

    private static void body(PrintWriter out, JsonObject body) {
        if (body.isEmpty()) {
            return;
        }
        out.println("body          " + Shown.size(body, "bytes") + " of " + Shown.text(body, "type"));
        if (body.containsKey("text")) {
            out.println();
            out.println(body.getString("text") + (body.getBoolean("whole", true) ? "" : "…"));
        }
    }
}
