package dev.noon.cli.report;

import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a change does to the nodes: caches, routes, pools, and what somebody should know. Says nothing of nothing. */
final class EffectsReport {

    private static final int LINES = 12;

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
        counters(object(effects, "counters"));
        notes("not yet enforced: ", Members.texts(effects, "notYetEnforced"));
        notes("note: ", Members.texts(effects, "warnings"));
    }

    private void notes(String what, List<String> texts) {
        lines(texts.stream().map(text -> terminal.notable(what) + text).toList());
    }

    private static String caches(JsonObject effects) {
        List<String> flush = Members.texts(effects, "flush");
        JsonObject entries = object(effects, "entries");
        String flushed = flush.isEmpty()
                ? "flushes no cache"
                : "flushes the cache of " + Bounded.names(flush) + figure(entries, "flush");
        return effects.get("keep") instanceof JsonNumber number
                ? flushed + "; keeps " + number.longValue() + figure(entries, "keep")
                : flushed;
    }

    private static String figure(JsonObject entries, String name) {
        String count = entries.getString(name, "~0");
        return count.equals("~0") ? "" : " (" + count + " answers)";
    }

    private void list(String what, List<String> items) {
        lines(items.stream().map(item -> terminal.faint(what + " " + item)).toList());
    }

    /** One line for each of the first few, and one that counts the others. */
    private void lines(List<String> lines) {
        Bounded.first(lines, LINES).forEach(line -> terminal.out().println("  " + line));
        if (lines.size() > LINES) {
            terminal.out().println("  " + terminal.faint("… " + Bounded.more(lines.size() - LINES)));
        }
    }

    private void pools(JsonObject pools) {
        List<String> opened = Members.texts(pools, "opened");
        List<String> closed = Members.texts(pools, "closed");
        if (!opened.isEmpty()) {
            faint("opens connections to " + Bounded.names(opened));
        }
        if (!closed.isEmpty()) {
            faint("closes those it had to " + Bounded.names(closed));
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

    /** For example {@code counter of proxy loans, throttle: rescaled, 100 per second → 50 per second; ~12 counted lately, …}. */
    private void counters(JsonObject counters) {
        list(
                "counter of",
                Members.objects(counters, "touched").stream()
                        .map(EffectsReport::counter)
                        .toList());
    }

    private static String counter(JsonObject change) {
        return Shown.text(change, "scope") + " " + Shown.text(change, "name") + ", " + Shown.text(change, "policy")
                + ": " + Shown.text(change, "becomes") + ", " + limits(change) + live(change);
    }

    /** For example {@code ; ~12 counted lately, at most 93 of 100 used}. */
    private static String live(JsonObject change) {
        JsonObject live = object(change, "live");
        return live.isEmpty()
                ? ""
                : "; " + Shown.text(live, "identities") + " counted lately, at most " + Shown.text(live, "used")
                        + " of " + Shown.text(live, "of") + " used";
    }

    private static String limits(JsonObject change) {
        return Stream.of("before", "after")
                .filter(change::containsKey)
                .map(change::getString)
                .distinct()
                .collect(Collectors.joining(" → "));
    }

    private void faint(String text) {
        terminal.out().println("  " + terminal.faint(text));
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
    }
}
