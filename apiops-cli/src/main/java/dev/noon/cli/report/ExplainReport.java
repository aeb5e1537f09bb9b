package dev.noon.cli.report;

import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;

/** What would happen to a request, for people. */
public final class ExplainReport {
    private final Terminal terminal;
    private final PrintWriter out;

    public ExplainReport(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    /** Prints the API's explanation. */
    public void print(JsonObject explained) {
        JsonObject request = object(explained, "request");
        if (!request.isEmpty()) {
            line(
                    "request",
                    Shown.text(request, "method") + " " + Shown.text(request, "host") + Shown.text(request, "target"));
        }
        line("revision", Shown.text(explained, "revision") + " (" + Shown.hash(explained, "hash") + ")");
        if (explained.containsKey("refused")) {
            refused(object(explained, "refused"));
        } else {
            served(explained);
        }
        List<JsonObject> candidates = Members.objects(explained, "candidates");
        if (!candidates.isEmpty()) {
            out.println();
            candidates(candidates);
        }
        out.flush();
    }

    private void refused(JsonObject refused) {
        line(
                "answer",
                terminal.bad(Shown.text(refused, "status") + " " + Shown.text(refused, "cause")) + ": "
                        + Shown.text(refused, "reason"));
        if (refused.containsKey("allow")) {
            line("allow", String.join(", ", Members.texts(refused, "allow")));
        }
    }

    private void served(JsonObject explained) {
        line("proxy", Shown.text(explained, "proxy"));
        if (explained.containsKey("endpoint")) {
            line("endpoint", Shown.text(explained, "endpoint"));
        }
        List<JsonObject> policies = Members.objects(explained, "policies");
        line("policies", policies.isEmpty() ? "none" : "");
        policies.forEach(policy -> out.println("  " + policy(policy)));
        if (explained.containsKey("cache")) {
            cache(object(explained, "cache"));
        }
        if (explained.containsKey("split")) {
            split(object(explained, "split"));
        }
        upstream(object(explained, "upstream"));
    }

    private void split(JsonObject split) {
        String affinity = split.containsKey("affinity") ? "one upstream for each " + Shown.text(split, "affinity") : "";
        boolean sticky = split.getBoolean("sticky", false);
        String turns = "turns by weight, the heaviest is shown";
        line("split", sticky ? affinity : (affinity.isEmpty() ? turns : affinity + ", without one " + turns));
        Members.objects(split, "upstreams")
                .forEach(
                        each -> out.println("  " + Shown.text(each, "name") + " weight " + Shown.text(each, "weight")));
    }

    private static String policy(JsonObject policy) {
        String name = Shown.text(policy, "name");
        String type = Shown.text(policy, "type");
        String ref = policy.containsKey("ref") ? " by Policy/" + Shown.text(policy, "ref") : "";
        return (name.equals(type) ? type : name + " (" + type + ")") + " from " + Shown.text(policy, "from") + ref
                + (policy.containsKey("note") ? ": " + Shown.text(policy, "note") : "");
    }

    private void cache(JsonObject cache) {
        line(
                "cache",
                Shown.text(cache, "scope") + ", " + Shown.text(cache, "storage") + ", ttl "
                        + Shown.number(cache, "ttlMillis", " ms") + ", generation " + Shown.text(cache, "generation"));
        line(
                "key",
                cache.containsKey("key")
                        ? Shown.text(cache, "key") + " of " + String.join(", ", Members.texts(cache, "inputs"))
                        : "none, bypassed: " + Shown.text(cache, "bypass"));
    }

    private void upstream(JsonObject upstream) {
        String credential =
                upstream.containsKey("credential") ? ", credential " + Shown.text(upstream, "credential") : "";
        line("upstream", Shown.text(upstream, "name") + " as " + Shown.text(upstream, "target") + credential);
        line("balance", Shown.text(upstream, "balance"));
        List.of("breaker", "retries", "health", "hedge").stream()
                .filter(upstream::containsKey)
                .forEach(name -> line(name, Shown.text(upstream, name)));
        Members.objects(upstream, "targets")
                .forEach(target ->
                        out.println("  " + Shown.text(target, "url") + " weight " + Shown.text(target, "weight")));
        line(
                "timeouts",
                "connect " + Shown.number(upstream, "connectMillis", " ms") + ", response "
                        + Shown.number(upstream, "responseMillis", " ms")
                        + (upstream.containsKey("totalMillis")
                                ? ", total " + Shown.number(upstream, "totalMillis", " ms")
                                : ""));
    }

    private void candidates(List<JsonObject> candidates) {
        Table table = new Table("ROUTE OF", "HOST", "PATH", "ASKS FOR", "VERDICT");
        candidates.forEach(candidate -> {
            String asks = String.join("; ", Members.texts(candidate, "asks"));
            table.row(
                    Shown.text(candidate, "proxy"),
                    Shown.text(candidate, "host"),
                    Shown.text(candidate, "path"),
                    asks.isEmpty() ? "-" : asks,
                    Shown.text(candidate, "why"));
        });
        table.print(out);
    }

    private void line(String name, String text) {
        out.println((name + " ".repeat(10 - name.length()) + text).stripTrailing());
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
    }
}
