package dev.noon.it.namespace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command of the system, iproute2's {@code ip} above all, and waits for its end. */
final class Ip {
    private Ip() {}

    /** What a command wrote, to either output, and its exit code. */
    record Result(int exit, String text) {}

    /**
     * Runs a line of {@code ip}, split at blanks.
     *
     * @throws IllegalStateException if it fails
     */
    static String run(String line) {
        List<String> words = List.of(("ip " + line).split(" "));
        Result result = attempt(words);
        if (result.exit() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " failed: " + result.text());
        }
        return result.text();
    }

    /** Runs a line of {@code ip} whose failure means that there was nothing to do. */
    static void tryRun(String line) {
        attempt(List.of(("ip " + line).split(" ")));
    }

    /**
     * Runs a command, whatever its exit code.
     *
     * @throws UncheckedIOException if there is no such command
     */
    static Result attempt(List<String> words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Result(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + words, e);
        }
    }
}
