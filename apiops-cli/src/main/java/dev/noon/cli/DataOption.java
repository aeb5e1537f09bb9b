package dev.noon.cli;

import dev.noon.cli.local.Layout;
import dev.noon.cli.terminal.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data DIR}: where everything on this machine lives. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where state, logs and the token are (default: .noon beside the launcher)")
    private @Nullable Path directory;

    Layout layout(Terminal terminal) {
        Path chosen = directory;
        return new Layout(chosen == null ? home(terminal).resolve(".noon") : chosen);
    }

    static Path home(Terminal terminal) {
        return Path.of(terminal.environment().getOrDefault("NOON_HOME", "."));
    }
}
