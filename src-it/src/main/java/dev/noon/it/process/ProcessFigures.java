package dev.noon.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one Java process holds at a moment, read from {@code /proc} and {@code jcmd}.
 *
 * @param heapKib used heap after a forced full collection, KiB
 * @param threads live threads
 * @param sockets open sockets
 * @param files open file descriptors, sockets among them
 * @param classes loaded classes
 * @param residentKib resident memory, KiB
 */
public record ProcessFigures(long heapKib, long threads, long sockets, long files, long classes, long residentKib) {
    private static final Pattern HEAP_USED = Pattern.compile("(?m)^\\s*(?:PSYoungGen|ParOldGen|garbage-first heap"
            + "|def new generation|tenured generation)\\s+total \\d+K, used (\\d+)K");
    private static final Pattern CLOCK = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+[+-]\\d{4}");
    private static final DateTimeFormatter CLOCK_FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");
    private static final Pattern LOADED = Pattern.compile("java\\.cls\\.loadedClasses=(\\d+)");
    private static final Pattern UNLOADED = Pattern.compile("java\\.cls\\.unloadedClasses=(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    /** Forces a full collection in process {@code pid} and reads its figures. */
    public static ProcessFigures of(long pid) {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        String counters = jcmd(pid, "PerfCounter.print");
        String status = read(Path.of("/proc", Long.toString(pid), "status"));
        List<String> open = openFiles(pid);
        return new ProcessFigures(
                sum(HEAP_USED, jcmd(pid, "GC.heap_info")),
                sum(THREADS, status),
                open.stream().filter(target -> target.startsWith("socket:")).count(),
                open.size(),
                sum(LOADED, counters) - sum(UNLOADED, counters),
                sum(RESIDENT, status));
    }

    /** Resident memory of process {@code pid}, KiB, without touching its heap. */
    public static long residentKib(long pid) {
        return sum(RESIDENT, read(Path.of("/proc", Long.toString(pid), "status")));
    }

    /** What time of day the process {@code pid} takes it to be. */
    public static Instant clock(long pid) {
        String said = jcmd(pid, "VM.uptime", "-date");
        return CLOCK.matcher(said)
                .results()
                .findFirst()
                .map(found -> OffsetDateTime.parse(found.group(), CLOCK_FORMAT).toInstant())
                .orElseThrow(() -> new IllegalStateException("jcmd VM.uptime said: " + said));
    }

    private static List<String> openFiles(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.map(ProcessFigures::target).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the open files of process " + pid, e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "gone";
        }
    }

    private static String jcmd(long pid, String... command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            List<String> words = new ArrayList<>(List.of(tool, Long.toString(pid)));
            words.addAll(List.of(command));
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + tool, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in jcmd", e);
        }
    }

    private static long sum(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        long sum = 0;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
        }
        return sum;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
