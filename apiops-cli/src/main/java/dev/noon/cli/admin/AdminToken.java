package dev.noon.cli.admin;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The administrator's token. Its text appears in no message. */
public final class AdminToken {

    private final String text;

    private AdminToken(String text) {
        this.text = text;
    }

    /**
     * {@code NOON_TOKEN}, else the file.
     *
     * @throws CliFailure with {@link Exit#UNREACHABLE} when there is neither or it cannot be a token
     */
    public static AdminToken find(Map<String, String> environment, Path file) {
        String fromEnvironment = environment.getOrDefault("NOON_TOKEN", "").strip();
        if (!fromEnvironment.isEmpty()) {
            return checked("NOON_TOKEN", fromEnvironment);
        }
        if (!Files.exists(file)) {
            throw new CliFailure(
                    Exit.UNREACHABLE,
                    "no administrator's token: NOON_TOKEN is not set and there is no " + file
                            + "\n`noon up` makes one; for a Noon elsewhere set NOON_TOKEN or --token-file");
        }
        return in(file);
    }

    /**
     * What the variable holds, if it is set.
     *
     * @throws CliFailure with {@link Exit#UNREACHABLE} when it cannot be a token
     */
    public static Optional<AdminToken> in(Map<String, String> environment, String variable) {
        String text = environment.getOrDefault(variable, "").strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(checked(variable, text));
    }

    /**
     * What the file holds.
     *
     * @throws CliFailure with {@link Exit#UNREACHABLE} when it cannot be read or holds no token
     */
    public static AdminToken in(Path file) {
        try {
            return checked(file.toString(), Files.readString(file).strip());
        } catch (IOException e) {
            throw new CliFailure(Exit.UNREACHABLE, file + ": the token cannot be read: " + e);
        }
    }

    String header() {
        return "Bearer " + text;
    }

    private static AdminToken checked(String where, String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new CliFailure(Exit.UNREACHABLE, where + " holds no token; must be one line of visible ASCII");
        }
        return new AdminToken(text);
    }

    @Override
    public String toString() {
        return "AdminToken[hidden]";
    }
}
