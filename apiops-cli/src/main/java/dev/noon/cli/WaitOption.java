package dev.noon.cli;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code --wait SECONDS}: how long the nodes may take. */
final class WaitOption {

    private static final int LONGEST_SECONDS = 60;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long the nodes may take, 0 to 60 (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    /** @throws CliFailure with {@link Exit#USAGE} when it is not from 0 to {@value #LONGEST_SECONDS} */
    int seconds() {
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            throw new CliFailure(
                    Exit.USAGE, "--wait is " + seconds + "; must be from 0 to " + LONGEST_SECONDS + " seconds");
        }
        return seconds;
    }

    Duration duration() {
        return Duration.ofSeconds(seconds());
    }
}
