package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.ExplainReport;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code noon explain [METHOD] URL}. */
@Command(
        name = "explain",
        description = "Show route, policies, cache key and targets of a request, without sending it.")
final class ExplainCommand extends AdminCommand {

    @Parameters(
            arity = "1..2",
            paramLabel = "[METHOD] URL",
            description = "http://host/path or /path; GET if no method")
    private List<String> request = new ArrayList<>();

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'Name: value'",
            description = "a header of the request; as often as needed")
    private List<String> headers = new ArrayList<>();

    ExplainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int run(AdminClient client) {
        String url = request.get(request.size() - 1);
        String method = request.size() == 2 ? request.get(0) : "GET";
        for (String header : headers) {
            if (header.indexOf(':') < 1 || header.indexOf('\n') >= 0) {
                throw new CliFailure(Exit.USAGE, "-H is " + header + "; expected 'Name: value'");
            }
        }
        String query = "?method=" + encoded(method) + "&url=" + encoded(url);
        String fields = headers.isEmpty() ? "" : "&headers=" + encoded(String.join("\n", headers));
        return print(client.get(path("/explain" + query + fields)), answer -> {
            new ExplainReport(terminal()).print(answer.json());
            return Exit.DONE;
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
