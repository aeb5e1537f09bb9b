package dev.noon.cli.report;

import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;

/** What a change does to the nodes: caches, routes, pools, and what somebody should know. Says nothing of nothing. */
final class EffectsReport {

    private final Terminal terminal;

    EffectsReport(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(JsonObject effects) {
        faint(caches(effects));
        JsonObject routes = object(effects, "routes");
        list("adds route", Members.texts(routes, "added"));
        list("changes route", Members.texts(routes, "changed"));
        list("removes route", Members.texts(routes, "removed"));
        pools(object(effects, "pools"));
        breakers(object(effects, "breakers"));
        Members.texts(effects, "notYetEnforced")
                .forEach(text -> terminal.out().println("  " + terminal.notable("not yet enforced: ") + text));
        Members.texts(effects, "warnings")
                .forEach(text -> terminal.out().println("  " + terminal.notable("note: ") + text));
    }

    private static String caches(JsonObject effects) {
        List<String> flush = Members.texts(effects, "flush");
        JsonObject entries = object(effects, "entries");
        String flushed = flush.isEmpty()
                ? "flushes no cache"
                : "flushes the cache of " + String.join(", ", flush) + figure(entries, "flush");
        return effects.get("keep") instanceof JsonNumber number
                ? flushed + "; keeps " + number.longValue() + figure(entries, "keep")
                : flushed;
    }

    private static String figure(JsonObject entries, String name) {
        String count = entries.getString(name, "~0");
        return count.equals("~0") ? "" : " (" + count + " answers)";
    }

    private void list(String what, List<String> items) {
        items.forEach(item -> faint(what + " " + item));
    }

    private void pools(JsonObject pools) {
        List<String> opened = Members.texts(pools, "opened");
        List<String> closed = Members.texts(pools, "closed");
        if (!opened.isEmpty()) {
            faint("opens connections to " + String.join(", ", opened));
        }
        if (!closed.isEmpty()) {
            faint("closes those it had to " + String.join(", ", closed));
        }
    }

    private void breakers(JsonObject breakers) {
        list("new breaker", Members.texts(breakers, "added"));
        list("resets breaker", Members.texts(breakers, "reset"));
        list("drops breaker", Members.texts(breakers, "dropped"));
        int kept = breakers.getInt("kept", 0);
        if (kept > 0) {
            faint("keeps " + kept + (kept == 1 ? " breaker" : " breakers"));
        }
    }

    private void faint(String text) {
        terminal.out().println("  " + terminal.faint(text));
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
    }
}
