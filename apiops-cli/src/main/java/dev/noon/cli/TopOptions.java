package dev.noon.cli;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Of how many, and of whose, a list of the first few is. */
final class TopOptions {

    private static final int MOST = 500;

    @Option(names = "--proxy", paramLabel = "NAME", description = "only what belongs to this proxy or group")
    private String proxy = "";

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "how many, 1 to 500 (default: ${DEFAULT-VALUE})")
    private int limit;

    /**
     * As the API names them.
     *
     * @param by what comes first
     * @throws CliFailure with {@link Exit#USAGE} when the count is not from 1 to {@value #MOST}
     */
    Map<String, String> query(String by) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("by", by);
        query.put("proxy", proxy);
        query.put("limit", AdminCommand.within("--limit", limit, MOST));
        return query;
    }
}
