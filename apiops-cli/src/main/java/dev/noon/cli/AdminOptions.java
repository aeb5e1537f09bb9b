package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminToken;
import dev.noon.cli.admin.AdminUrl;
import dev.noon.cli.local.Layout;
import dev.noon.cli.local.RunDirectory;
import dev.noon.cli.terminal.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which manager, as whom. */
final class AdminOptions {

    private static final String DEFAULT_URL = "http://127.0.0.1:9090";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the manager's admin listener (default: NOON_URL, else what `noon up` started here, else "
                    + DEFAULT_URL + ")")
    private @Nullable String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "holds the administrator's token (default: NOON_TOKEN, else admin-token in --data)")
    private @Nullable Path tokenFile;

    @Mixin
    private final DataOption data = new DataOption();

    AdminClient client(Terminal terminal) {
        Layout layout = data.layout(terminal);
        Path file = tokenFile;
        AdminToken token =
                file == null ? AdminToken.find(terminal.environment(), layout.adminToken()) : AdminToken.in(file);
        String chosen = url;
        return new AdminClient(AdminUrl.of(chosen == null ? address(terminal, layout) : chosen), token);
    }

    /** Where the manager is if no option says so. */
    static String address(Terminal terminal, Layout layout) {
        String fromEnvironment = terminal.environment().getOrDefault("NOON_URL", "");
        return fromEnvironment.isEmpty() ? new RunDirectory(layout).adminUrl().orElse(DEFAULT_URL) : fromEnvironment;
    }
}
