package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.InForce;
import dev.noon.cli.report.Shown;
import dev.noon.cli.report.Yaml;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code noon get [KIND [NAME]]}. */
@Command(name = "get", description = "Show the definitions in force; with -o yaml as they can be applied again.")
final class GetCommand extends AdminCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND",
            defaultValue = "",
            description = "such as ApiProxy or Upstream, in any case; all kinds without it")
    private String kind = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", defaultValue = "", description = "only this one")
    private String name = "";

    @Mixin
    private final ProjectOption project = new ProjectOption();

    GetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        String path = path("/definitions" + segment(Kinds.spelled(kind)) + segment(name));
        if (!name.isEmpty()) {
            AdminAnswer one = client.get(path);
            return show(one, List.of(one.json()));
        }
        InForce all = InForce.read(client, path + project.query());
        return show(new AdminAnswer(200, all.json().toString(), all.json()), all.definitions());
    }

    private int show(AdminAnswer answer, List<JsonObject> found) {
        if (output() == Output.YAML) {
            List<JsonObject> documents = found.stream()
                    .map(one -> one.get("definition") instanceof JsonObject document ? document : one)
                    .toList();
            terminal().out().print(Yaml.of(documents));
            terminal().out().flush();
            return Exit.DONE;
        }
        return print(answer, all -> table(found));
    }

    private static String segment(String text) {
        return text.isEmpty() ? "" : "/" + AdminClient.encoded(text);
    }

    private int table(List<JsonObject> definitions) {
        Table table = new Table("KIND", "NAME", "PROJECT", "REVISION", "GENERATION", "HASH");
        definitions.forEach(one -> table.row(
                Shown.text(one, "kind"),
                Shown.text(one, "name"),
                Shown.text(one, "project"),
                Shown.text(one, "revision"),
                Shown.text(one, "generation"),
                Shown.hash(one, "hash")));
        table.print(terminal().out());
        return Exit.DONE;
    }
}
