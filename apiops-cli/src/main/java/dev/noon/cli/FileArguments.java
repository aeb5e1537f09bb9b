package dev.noon.cli;

import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.admin.DefinitionFiles;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Parameters;

/** {@code FILE|DIR…}: the definitions that a verb is about. */
final class FileArguments {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "definitions: *.yaml, *.yml, *.json, directories with all below them, - for standard input")
    private List<String> typed = List.of();

    private List<DefinitionFile> files = List.of();

    /** @throws CliFailure with {@link Exit#USAGE} when something cannot be read */
    List<DefinitionFile> read(Terminal terminal) {
        files = DefinitionFiles.read(typed, terminal.in());
        return files;
    }

    /** What was read, if anything. */
    List<DefinitionFile> files() {
        return files;
    }

    /** As the user typed them. */
    String typed() {
        return String.join(" ", typed);
    }
}
