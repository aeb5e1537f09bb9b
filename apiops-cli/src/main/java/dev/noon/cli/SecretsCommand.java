package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.FieldPath;
import dev.noon.cli.report.Members;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Table;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code noon credentials}, and beneath it {@code rotate}. */
@Command(
        name = "credentials",
        aliases = "secrets",
        description = "List the secrets by definition, with fingerprint and key; the secrets are never shown.",
        footer = {"", "A definition that says secret: FINGERPRINT as it stands here (keep:…) keeps its secret."})
final class SecretsCommand extends AdminCommand {

    private SecretsCommand(Terminal terminal) {
        super(terminal);
    }

    static CommandLine line(Terminal terminal) {
        return new CommandLine(new SecretsCommand(terminal)).addSubcommand(new RotateCommand(terminal));
    }

    @Override
    int run(AdminClient client) {
        return print(client.get(path("/secrets")), answer -> table(answer.json()));
    }

    private int table(JsonObject answer) {
        String keys = String.join(", ", Members.texts(answer, "keys"));
        terminal().out().println(keys.isEmpty() ? "keys: none; no secret can be stored" : "keys: " + keys);
        Table table = new Table("KIND", "NAME", "FIELD", "SECRET", "KEY", "IN FORCE");
        Members.objects(answer, "secrets")
                .forEach(secret -> table.row(
                        Shown.text(secret, "kind"),
                        Shown.text(secret, "name"),
                        FieldPath.readable(Shown.text(secret, "field")),
                        Shown.text(secret, "secret"),
                        Shown.text(secret, "key"),
                        secret.getBoolean("inForce", false) ? "yes" : "no"));
        table.print(terminal().out());
        return Exit.DONE;
    }
}
