package dev.noon.cli;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as options spell them. */
final class Span {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})([smhd])");

    private Span() {}

    static boolean matches(String text) {
        return TEXT.matcher(text).matches();
    }

    /** @throws CliFailure with {@link Exit#USAGE} when it is none */
    static Duration parse(String option, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new CliFailure(Exit.USAGE, option + " is " + text + "; must be such as 30s, 5m, 12h or 90d");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
