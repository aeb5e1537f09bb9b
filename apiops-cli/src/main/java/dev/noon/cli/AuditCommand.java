package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.AuditReport;
import dev.noon.cli.report.Members;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon audit}. */
@Command(
        name = "audit",
        description =
                "Who did what: the audit log, newest first; one entry with what it changed; its export and check.",
        footer = {
            "",
            "  noon audit --project retail --since 7d",
            "  noon audit revisions/42",
            "  noon audit --export audit.jsonl",
            "  noon audit --verify"
        })
final class AuditCommand extends AdminCommand {
    private static final int PAGE = 500;

    @Parameters(
            arity = "0..1",
            paramLabel = "LOG/NUMBER",
            defaultValue = "",
            description = "one entry, such as revisions/42, with the fields that it changed")
    private String entry = "";

    @Option(names = "--actor", paramLabel = "TEXT", description = "only whose name contains this")
    private @Nullable String actor;

    @Option(names = "--action", paramLabel = "ACTION", description = "only this, such as apply, purge or refused")
    private @Nullable String action;

    @Option(names = "--object", paramLabel = "TEXT", description = "only what touched an object of that name")
    private @Nullable String object;

    @Option(names = "--project", paramLabel = "NAME", description = "only what touched this project")
    private @Nullable String project;

    @Option(names = "--since", paramLabel = "TIME", description = "only from then on: 2026-11-21T12:00:00Z, or 2h ago")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "only before then")
    private @Nullable String until;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--export", paramLabel = "FILE", description = "write all of it as JSON lines into a new file")
    private @Nullable Path export;

    @Option(names = "--verify", description = "compute the chains again; ends with 1 if an edit shows")
    private boolean verify;

    AuditCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        if (limit < 1) {
            throw new CliFailure(Exit.USAGE, "--limit is " + limit + "; must be 1 or more");
        }
        if (verify) {
            return verify(client);
        }
        Path file = export;
        if (file != null) {
            return export(client, file);
        }
        AuditReport report = new AuditReport(terminal());
        if (!entry.isEmpty()) {
            return print(client.get(path("/audit/" + address(entry))), answer -> report.entry(answer.json()));
        }
        return print(listed(client), answer -> report.list(Members.objects(answer.json(), "entries")));
    }

    private static String address(String entry) {
        String[] parts = entry.split("/", -1);
        if (parts.length != 2) {
            throw new CliFailure(Exit.USAGE, "the entry is " + entry + "; must be such as revisions/42");
        }
        return AdminClient.encoded(parts[0]) + "/" + AdminClient.encoded(parts[1]);
    }

    private AdminAnswer listed(AdminClient client) {
        JsonArrayBuilder entries = Json.createArrayBuilder();
        String next = "";
        int lacking = limit;
        do {
            AdminAnswer page = client.get(path("/audit" + query(Math.min(PAGE, lacking), next)));
            List<JsonObject> found = Members.objects(page.json(), "entries");
            found.forEach(entries::add);
            lacking -= found.size();
            next = page.json().getString("next", "");
        } while (lacking > 0 && !next.isEmpty());
        return answer(Json.createObjectBuilder().add("entries", entries), next);
    }

    private int export(AdminClient client, Path file) {
        long count = new AuditFile(file).write(next -> client.get(path("/audit/export" + query(PAGE, next)))
                .json());
        terminal().err().println("exported: " + count + (count == 1 ? " entry" : " entries") + " to " + file);
        return Exit.DONE;
    }

    private int verify(AdminClient client) {
        List<JsonObject> faults = new ArrayList<>();
        JsonObject page = JsonObject.EMPTY_JSON_OBJECT;
        Map<String, JsonObject> ends = new LinkedHashMap<>();
        long checked = 0;
        long receipts = 0;
        String next = "";
        do {
            page = client.get(path("/audit/verify" + (next.isEmpty() ? "" : "?from=" + AdminClient.encoded(next))))
                    .json();
            faults.addAll(Members.objects(page, "faults"));
            Members.objects(page, "ends").forEach(end -> ends.put(end.getString("log", ""), end));
            checked += page.getInt("checked", 0);
            receipts += page.getInt("receipts", 0);
            next = page.getString("next", "");
        } while (!next.isEmpty());
        JsonObjectBuilder whole = Json.createObjectBuilder(page)
                .add("intact", faults.isEmpty())
                .add("checked", checked)
                .add("receipts", receipts)
                .add("faults", Json.createArrayBuilder(faults))
                .add("ends", Json.createArrayBuilder(ends.values()));
        AuditReport report = new AuditReport(terminal());
        int printed = print(answer(whole, ""), answer -> report.checked(answer.json()));
        return faults.isEmpty() ? printed : Exit.REFUSED;
    }

    private static AdminAnswer answer(JsonObjectBuilder json, String next) {
        if (!next.isEmpty()) {
            json.add("next", next);
        }
        JsonObject built = json.build();
        return new AdminAnswer(200, built.toString(), built);
    }

    private String query(int count, String next) {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("actor", actor);
        parameters.put("action", action);
        parameters.put("object", object);
        parameters.put("project", project);
        parameters.put("since", time("--since", since));
        parameters.put("until", time("--until", until));
        parameters.put("before", next.isEmpty() ? null : next);
        StringBuilder query = new StringBuilder("?limit=" + count);
        parameters.forEach((name, value) -> {
            if (value != null) {
                query.append('&').append(name).append('=').append(AdminClient.encoded(value));
            }
        });
        return query.toString();
    }

    /** An instant as it is; a span as the instant that long ago. */
    private static @Nullable String time(String option, @Nullable String text) {
        if (text == null || !Span.matches(text)) {
            return text;
        }
        return Instant.now().minus(Span.parse(option, text)).toString();
    }
}
