package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Members;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code noon token create|list|revoke}. */
@Command(
        name = "token",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        description = "Issue, list and revoke access tokens.")
final class TokenCommand implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    /** The verb with the verbs below it. */
    static CommandLine line(Terminal terminal) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new Create(terminal))
                .addSubcommand(new ListAll(terminal))
                .addSubcommand(new Revoke(terminal));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code noon token create NAME --grant ROLE:ENV[:PROJECT]…}. */
    @Command(
            name = "create",
            description = "Issue a token. Standard output is the token alone; nobody can show it a second time.")
    static final class Create extends AdminCommand {

        @Parameters(paramLabel = "NAME", description = "who will use it, such as ci-retail")
        private String name = "";

        @Option(
                names = {"-g", "--grant"},
                paramLabel = "ROLE:ENV[:PROJECT]",
                required = true,
                description = "what it permits; reader, operator, publisher or administrator; may be repeated")
        private List<String> grants = List.of();

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                defaultValue = "90d",
                description = "how long it is good, such as 12h or 90d (default: ${DEFAULT-VALUE})")
        private String expires = "90d";

        Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            JsonArrayBuilder list = Json.createArrayBuilder();
            grants.forEach(list::add);
            JsonObject body = Json.createObjectBuilder()
                    .add("name", name)
                    .add("grants", list)
                    .add("seconds", Span.parse("--expires", expires).toSeconds())
                    .build();
            return print(client.post("/tokens", body, Duration.ZERO), this::show);
        }

        private int show(AdminAnswer answer) {
            JsonObject token = answer.json();
            terminal()
                    .err()
                    .println("token " + Shown.text(token, "id") + " (" + Shown.text(token, "name") + "): "
                            + String.join(", ", Members.texts(token, "grants")) + "; expires "
                            + Shown.time(token, "expires") + "; shown this once:");
            terminal().out().println(Shown.text(token, "token"));
            return Exit.DONE;
        }
    }

    /** {@code noon token list}. */
    @Command(name = "list", description = "List the tokens, without their secrets.")
    static final class ListAll extends AdminCommand {

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return print(client.get("/tokens"), answer -> {
                Table table = new Table("ID", "NAME", "STATE", "EXPIRES", "GRANTS");
                Members.objects(answer.json(), "tokens")
                        .forEach(token -> table.row(
                                Shown.text(token, "id"),
                                Shown.text(token, "name"),
                                Shown.text(token, "state"),
                                Shown.time(token, "expires"),
                                String.join(" ", Members.texts(token, "grants"))));
                table.print(terminal().out());
                return Exit.DONE;
            });
        }
    }

    /** {@code noon token revoke ID}. */
    @Command(name = "revoke", description = "End a token; every node refuses it within two seconds.")
    static final class Revoke extends AdminCommand {

        @Parameters(paramLabel = "ID", description = "the 12 digits that `noon token list` shows")
        private String id = "";

        Revoke(Terminal terminal) {
            super(terminal);
        }

        @Override
        int run(AdminClient client) {
            return print(client.delete("/tokens/" + AdminClient.encoded(id)), answer -> {
                terminal()
                        .out()
                        .println("revoked: token " + Shown.text(answer.json(), "id") + " ("
                                + Shown.text(answer.json(), "name") + ")");
                return Exit.DONE;
            });
        }
    }
}
