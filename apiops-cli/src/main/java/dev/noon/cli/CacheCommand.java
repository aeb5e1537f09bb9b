package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.CacheReport;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon cache}, and beneath it {@code scopes}, {@code keys}, {@code show}, {@code top} and {@code stats}. */
abstract class CacheCommand extends AdminCommand {

    private static final int MOST_KEYS = 500;

    private CacheCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine line(Terminal terminal) {
        return new CommandLine(new Everything(terminal))
                .addSubcommand(new Scopes(terminal))
                .addSubcommand(new Keys(terminal))
                .addSubcommand(new Show(terminal))
                .addSubcommand(new Top(terminal))
                .addSubcommand(new Stats(terminal));
    }

    /** Asks, and prints the answer. */
    final int ask(AdminClient client, String path, BiConsumer<CacheReport, JsonObject> report) {
        return print(client.get(path(path)), answer -> {
            report.accept(new CacheReport(terminal()), answer.json());
            return Exit.DONE;
        });
    }

    /** {@code noon cache}: the scopes, for who does not know yet what there is. */
    @Command(
            name = "cache",
            description =
                    "Show what the cache of the manager's node holds, and what the caches of all nodes have done.",
            footer = {"", "Entries are those of one node: its heap, and the part of the grid that it owns."})
    private static final class Everything extends CacheCommand {

        Everything(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return ask(client, "/cache/scopes", CacheReport::scopes);
        }
    }

    /** {@code noon cache scopes}. */
    @Command(name = "scopes", description = "List the twelve scopes: what they hold, where, and how much.")
    private static final class Scopes extends CacheCommand {

        Scopes(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return ask(client, "/cache/scopes", CacheReport::scopes);
        }
    }

    /** {@code noon cache keys SCOPE}. */
    @Command(name = "keys", description = "List entries of a scope.")
    private static final class Keys extends CacheCommand {

        @Parameters(paramLabel = "SCOPE", description = "as noon cache scopes names it")
        private String scope = "";

        @Option(names = "--proxy", paramLabel = "NAME", description = "only this proxy's")
        private String proxy = "";

        @Option(names = "--prefix", paramLabel = "PATH", description = "only those whose path begins so")
        private String prefix = "";

        @Option(
                names = "--tier",
                paramLabel = "TIER",
                description = "local (the node's heap; the default where the scope has it) or grid")
        private String tier = "";

        @Option(
                names = {"-n", "--limit"},
                paramLabel = "COUNT",
                defaultValue = "100",
                description = "how many, 1 to 500 (default: ${DEFAULT-VALUE})")
        private int limit;

        @Option(names = "--after", paramLabel = "NEXT", description = "what the page before ended with")
        private String after = "";

        Keys(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("tier", tier);
            query.put("proxy", proxy);
            query.put("prefix", prefix);
            query.put("limit", within("--limit", limit, MOST_KEYS));
            query.put("after", after);
            String path = "/cache/scopes/" + AdminClient.encoded(scope) + "/entries" + query(query);
            return ask(client, path, (report, answer) -> {
                report.entries(answer);
                if (answer.containsKey("next")) {
                    terminal().err().println("more with --after " + Shown.text(answer, "next"));
                }
            });
        }
    }

    /** {@code noon cache show SCOPE KEY}. */
    @Command(name = "show", description = "Show one entry: its life, headers and the beginning of its body.")
    private static final class Show extends CacheCommand {

        @Parameters(paramLabel = "SCOPE", index = "0", description = "as noon cache scopes names it")
        private String scope = "";

        @Parameters(paramLabel = "KEY", index = "1", description = "as noon cache keys and noon explain print it")
        private String key = "";

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            if (!key.matches("[0-9a-f]{64}")) {
                throw new CliFailure(
                        Exit.USAGE,
                        "KEY is " + key + "; must be a hash of 64 hexadecimal digits, as noon cache keys prints it");
            }
            return ask(client, "/cache/scopes/" + AdminClient.encoded(scope) + "/entries/" + key, CacheReport::copies);
        }
    }

    /** {@code noon cache top}. */
    @Command(name = "top", description = "List the entries of the node's heap with the most hits or bytes.")
    private static final class Top extends CacheCommand {

        @Option(
                names = "--by",
                paramLabel = "WHAT",
                defaultValue = "hits",
                description = "hits or bytes (default: ${DEFAULT-VALUE})")
        private String by = "hits";

        @Mixin
        private final TopOptions top = new TopOptions();

        Top(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return ask(client, "/cache/top" + query(top.query(by)), CacheReport::entries);
        }
    }

    /** {@code noon cache stats}. */
    @Command(
            name = "stats",
            description = "Show what the caches of all nodes have done: hits, misses by reason, evictions, fill times.")
    private static final class Stats extends CacheCommand {

        @Option(names = "--proxy", paramLabel = "NAME", description = "only this proxy's")
        private String proxy = "";

        @Option(names = "--region", paramLabel = "REGION", description = "only nodes of this region")
        private String region = "";

        Stats(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("proxy", proxy);
            query.put("region", region);
            return ask(client, "/analytics" + query(query), CacheReport::figures);
        }
    }
}
