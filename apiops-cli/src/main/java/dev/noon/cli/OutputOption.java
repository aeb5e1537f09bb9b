package dev.noon.cli;

import dev.noon.cli.report.Yaml;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import picocli.CommandLine.Option;

/** {@code -o FORMAT}: how a result is printed. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json (as the API says it) or yaml (default: ${DEFAULT-VALUE})")
    private Output format = Output.TABLE;

    Output format() {
        return format;
    }

    /** Prints for machines: {@code raw} as JSON, or the same as YAML. */
    void print(Terminal terminal, String raw, JsonObject json) {
        if (format == Output.JSON) {
            terminal.out().println(raw.stripTrailing());
        } else {
            terminal.out().print(Yaml.of(json));
        }
        terminal.out().flush();
    }
}
