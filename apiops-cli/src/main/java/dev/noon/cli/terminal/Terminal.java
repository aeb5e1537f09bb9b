package dev.noon.cli.terminal;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Everything a verb may know of where it runs.
 *
 * @param out for results
 * @param err for progress and errors
 * @param in read for a file named {@code -}
 * @param environment the process's variables
 * @param colour whether {@code out} and {@code err} may carry ANSI colours
 * @param lively whether {@code err} is a terminal, so that progress may move
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        InputStream in,
        Map<String, String> environment,
        boolean colour,
        boolean lively) {

    /** The process's own. The launcher says by two system properties which streams are terminals. */
    public static Terminal system() {
        Map<String, String> environment = System.getenv();
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean outIsTerminal = Boolean.getBoolean("noon.terminal.out");
        boolean errIsTerminal = Boolean.getBoolean("noon.terminal.err");
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.in,
                environment,
                outIsTerminal && errIsTerminal && !plain,
                errIsTerminal && !environment.getOrDefault("TERM", "dumb").equals("dumb"));
    }

    /** Text in green: what was added or done. */
    public String good(String text) {
        return painted("32", text);
    }

    /** Text in red: what went wrong or was removed. */
    public String bad(String text) {
        return painted("31", text);
    }

    /** Text in yellow: what changed or needs a look. */
    public String notable(String text) {
        return painted("33", text);
    }

    /** Text dimmed: what matters less. */
    public String faint(String text) {
        return painted("2", text);
    }

    private String painted(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
