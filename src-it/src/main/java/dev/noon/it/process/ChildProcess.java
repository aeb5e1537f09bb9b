package dev.noon.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that dies with this JVM at the latest, with everything that it started. Its output goes
 * to a file. Thread-safe.
 */
public final class ChildProcess {
    private static final Duration KILL_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread hook;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.hook = new Thread(this::destroyTree, "kill-" + name);
    }

    /** What to run: a command, its additions to the environment, and the file that gets its output appended. */
    public record Command(List<String> words, Map<String, String> environment, Path log) {
        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    /** Starts {@code command}; {@code name} is how errors call it. */
    public static ChildProcess start(String name, Command command) {
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command.words())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            builder.environment().putAll(command.environment());
            ChildProcess child = new ChildProcess(name, command.log(), builder.start());
            child.process.getOutputStream().close();
            Runtime.getRuntime().addShutdownHook(child.hook);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + String.join(" ", command.words()), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** When the operating system started the process; with the pid it identifies the process. */
    public Instant startedAt() {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Throws, with the end of the log, if the process has ended. */
    public void requireAlive() {
        if (!alive()) {
            throw new IllegalStateException(
                    name + " ended with exit code " + process.exitValue() + "\n" + String.join("\n", tail(40)));
        }
    }

    /** Stops the process in the middle of whatever it does (SIGSTOP). */
    public void pause() {
        signal("STOP");
    }

    /** Lets a paused process go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Ends the process and its descendants at once (SIGKILL) and waits until they are gone. */
    public void kill() {
        destroyTree();
        if (!await(KILL_WAIT)) {
            throw new IllegalStateException(name + " (pid " + pid() + ") survived SIGKILL for " + KILL_WAIT);
        }
        forgetHook();
    }

    /** Asks the process to end (SIGTERM) and kills what is left after {@code grace}. */
    public void stop(Duration grace) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        await(grace);
        descendants.forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    /** Whether the process ended within {@code wait}. */
    public boolean await(Duration wait) {
        try {
            return process.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The exit code of a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** The last {@code lines} lines of the output. */
    public List<String> tail(int lines) {
        List<String> all = output().lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** Everything that the process, and those of its name before it, wrote. */
    public String output() {
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("cannot send " + signal + " to " + name + " (pid " + pid() + ")");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending " + signal, e);
        }
    }

    private void destroyTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook runs, or has run, and finds nothing.
            return;
        }
    }
}
