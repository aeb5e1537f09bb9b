package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRefusal;
import dev.noon.cli.admin.AdminToken;
import dev.noon.cli.admin.AdminUrl;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From which environment's manager to which. */
final class PromotionOptions {

    @Option(names = "--from", paramLabel = "ENV", required = true, description = "the environment to read")
    private String from = "";

    @Option(names = "--to", paramLabel = "ENV", required = true, description = "the environment to change")
    private String to = "";

    @Option(
            names = "--from-url",
            paramLabel = "URL",
            description = "manager of --from (default: NOON_URL_ENV, NOON_URL)")
    private @Nullable String fromUrl;

    @Option(
            names = "--to-url",
            paramLabel = "URL",
            description = "manager of --to (default: NOON_URL_ENV, adminUrl of its Environment definition)")
    private @Nullable String toUrl;

    @Option(names = "--from-token-file", paramLabel = "FILE", description = "(default: NOON_TOKEN_ENV, as elsewhere)")
    private @Nullable Path fromTokenFile;

    @Option(names = "--to-token-file", paramLabel = "FILE", description = "(default: NOON_TOKEN_ENV, as elsewhere)")
    private @Nullable Path toTokenFile;

    @Mixin
    private final DataOption data = new DataOption();

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    AdminClient source(Terminal terminal) {
        if (from.equals(to)) {
            throw new CliFailure(Exit.USAGE, "--from and --to are both " + from + "; must be two environments");
        }
        String url = named(terminal, "NOON_URL", from, fromUrl)
                .orElseGet(() -> AdminOptions.address(terminal, data.layout(terminal)));
        AdminToken token = token(terminal, from, fromTokenFile)
                .orElseGet(() -> AdminToken.find(
                        terminal.environment(), data.layout(terminal).adminToken()));
        return new AdminClient(AdminUrl.of(url), token);
    }

    /** @param source knows the target's address if nobody says it here */
    AdminClient target(Terminal terminal, AdminClient source) {
        Optional<String> said = named(terminal, "NOON_URL", to, toUrl);
        Optional<AdminToken> token = token(terminal, to, toTokenFile);
        if (said.isPresent()) {
            return new AdminClient(
                    AdminUrl.of(said.get()),
                    token.orElseGet(() -> AdminToken.find(
                            terminal.environment(), data.layout(terminal).adminToken())));
        }
        String defined = defined(source);
        // a token that was given for one manager is not sent to an address that a definition names
        return new AdminClient(
                AdminUrl.of(defined),
                token.orElseThrow(() -> new CliFailure(
                        Exit.UNREACHABLE,
                        "the address of " + to + ", " + defined + ", comes from its Environment definition; set "
                                + variable("NOON_TOKEN", to) + " or --to-token-file, or confirm it with --to-url")));
    }

    private String defined(AdminClient source) {
        Optional<String> url = Optional.empty();
        try {
            JsonObject listed = source.get(
                            EnvironmentOption.path(from, "/definitions/Environment/" + AdminClient.encoded(to)))
                    .json();
            url = Optional.ofNullable(listed.getJsonObject("definition"))
                    .map(definition -> definition.getJsonObject("spec"))
                    .map(spec -> spec.getString("adminUrl", ""))
                    .filter(text -> !text.isEmpty());
        } catch (AdminRefusal e) {
            if (e.status() != 404) {
                throw e;
            }
        }
        return url.orElseThrow(() -> new CliFailure(
                Exit.USAGE,
                "nobody says where the manager of " + to + " is; set --to-url, " + variable("NOON_URL", to)
                        + " or adminUrl in the Environment definition " + to + " of " + from));
    }

    private static Optional<String> named(
            Terminal terminal, String variable, String environment, @Nullable String option) {
        return Optional.ofNullable(
                        option == null ? terminal.environment().get(variable(variable, environment)) : option)
                .filter(text -> !text.isBlank());
    }

    private static Optional<AdminToken> token(Terminal terminal, String environment, @Nullable Path file) {
        return file == null
                ? AdminToken.in(terminal.environment(), variable("NOON_TOKEN", environment))
                : Optional.of(AdminToken.in(file));
    }

    /** {@code NOON_URL_STAGE} for {@code stage}. */
    private static String variable(String prefix, String environment) {
        return prefix + "_" + environment.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
