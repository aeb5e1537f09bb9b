package dev.noon.cli.local;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that outlive us: in a session of their own where the system has {@code setsid}, so that neither a
 * Ctrl-C nor a closed terminal reaches them, else deaf to hang-ups.
 */
final class Detached {

    /** What users put there for the command line is not the servers' business. */
    private static final List<String> NOT_INHERITED =
            List.of("NOON_TOKEN", "NOON_URL", "NOON_HOME", "JAVA_TOOL_OPTIONS");

    private final Path workingDirectory;

    Detached(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /** @throws CliFailure when it cannot be started */
    ProcessRecord start(Launch launch) {
        List<String> command = new ArrayList<>(List.of(wrapper()));
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(launch.log().toFile()));
        NOT_INHERITED.forEach(builder.environment()::remove);
        try {
            new ProcessLog(launch.log()).turn();
            Process process = builder.start();
            Instant started = process.info().startInstant().orElseGet(Instant::now);
            return new ProcessRecord(process.pid(), started, launch);
        } catch (IOException e) {
            throw new CliFailure(Exit.REFUSED, launch.name() + " cannot be started: " + e.getMessage());
        }
    }

    private static String wrapper() {
        for (String directory :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, "setsid"))) {
                return "setsid";
            }
        }
        return "nohup";
    }
}
