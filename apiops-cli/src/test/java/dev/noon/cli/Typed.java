package dev.noon.cli;

import dev.noon.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One command line, run to its end, and what it said. */
public record Typed(int exit, String out, String err) {

    public static Typed noon(Map<String, String> environment, String... words) {
        return given("", environment, words);
    }

    public static Typed given(String stdin, Map<String, String> environment, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        InputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
        Terminal terminal =
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), in, environment, false, false);
        int exit = Noon.run(terminal, words);
        return new Typed(exit, out.toString(), err.toString());
    }

    /** Against a manager, with its token. */
    static Typed noon(FakeAdmin manager, String... words) {
        return noon(Map.of("NOON_URL", manager.url(), "NOON_TOKEN", FakeAdmin.TOKEN), words);
    }
}
