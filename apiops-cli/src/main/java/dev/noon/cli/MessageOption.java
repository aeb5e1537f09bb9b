package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import picocli.CommandLine.Option;

/** Why something is changed. */
final class MessageOption {

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            defaultValue = "",
            description = "why; kept in the history")
    private String text = "";

    /** As the user said it; may be empty. */
    String text() {
        return text;
    }

    /** {@code &message=…}; empty if the user said nothing. */
    String query() {
        return query(text);
    }

    /** The same for another text. */
    static String query(String text) {
        return text.isEmpty() ? "" : "&message=" + AdminClient.encoded(text);
    }
}
