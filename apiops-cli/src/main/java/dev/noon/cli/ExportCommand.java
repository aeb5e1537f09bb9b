package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.InForce;
import dev.noon.cli.export.DefinitionTree;
import dev.noon.cli.export.ExportedFile;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code noon export -o DIR}. */
@Command(
        name = "export",
        description = "Write the definitions in force to files, one each: DIR/PROJECT/KIND/NAME.yaml.",
        footer = {
            "",
            "The same definitions make the same bytes, and applying the files changes nothing. Secrets stay with the",
            "manager: a file says secret: keep:FINGERPRINT."
        })
final class ExportCommand extends ManagerCommand {

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Mixin
    private final EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "where the files go; created if need be")
    private Path directory = Path.of("");

    @Mixin
    private final ProjectOption project = new ProjectOption();

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "", description = "only this kind")
    private String kind = "";

    @Option(names = "--prune", description = "remove files of this layout whose definitions are not in force any more")
    private boolean prune;

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run() {
        AdminClient client = admin.client(terminal());
        String spelled = Kinds.spelled(kind);
        InForce all = InForce.read(
                client,
                environment.path("/definitions" + (spelled.isEmpty() ? "" : "/" + AdminClient.encoded(spelled))
                        + project.query()));
        List<ExportedFile> files =
                all.definitions().stream().map(ExportedFile::of).toList();
        DefinitionTree.Outcome outcome = new DefinitionTree(directory).write(files, path -> isObsolete(path, spelled));
        outcome.written().forEach(path -> terminal().out().println("  wrote   " + path));
        outcome.removed().forEach(path -> terminal().out().println("  removed " + path));
        terminal()
                .out()
                .printf(
                        "exported: revision %d of %s to %s: %d written, %d the same, %d removed%n",
                        all.revision(),
                        environment.name(),
                        directory,
                        outcome.written().size(),
                        outcome.same().size(),
                        outcome.removed().size());
        terminal().out().flush();
        return Exit.DONE;
    }

    /** Pruning stays within what was asked for. */
    private boolean isObsolete(String path, String ofKind) {
        String[] parts = path.split("/", -1);
        return prune
                && (project.name().isEmpty() || project.name().equals(parts[0]))
                && (ofKind.isEmpty() || ofKind.equals(parts[1]));
    }
}
