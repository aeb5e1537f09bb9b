package dev.noon.it.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@code wrk} and reads what it prints. */
final class Wrk {
    private static final int CONNECTIONS = 64;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKET_ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Pattern LATENCY = Pattern.compile("(?m)^\\s+(\\d+)%\\s+([\\d.]+)(us|ms|s)\\s*$");
    private static final Map<String, Double> MILLIS = Map.of("us", 0.001, "ms", 1.0, "s", 1000.0);

    private Wrk() {}

    /** One run: requests per second, latencies in milliseconds, answers that were not 2xx and broken connections. */
    record Result(double perSecond, double p50, double p99, long errors) {}

    /** Loads {@code url} from one thread with 64 connections. */
    static Result run(URI url, int seconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "--latency", url.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("wrk " + url + " failed: " + output);
        }
        return parse(output);
    }

    static Result parse(String output) {
        return new Result(
                number(RATE, output).orElseThrow(() -> new IllegalStateException("wrk said: " + output)),
                latency("50", output),
                latency("99", output),
                (long) number(ERRORS, output).orElse(0) + socketErrors(output));
    }

    private static OptionalDouble number(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        return matcher.find() ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
    }

    private static long socketErrors(String output) {
        Matcher matcher = SOCKET_ERRORS.matcher(output);
        long sum = 0;
        if (matcher.find()) {
            for (int i = 1; i <= matcher.groupCount(); i++) {
                sum += Long.parseLong(matcher.group(i));
            }
        }
        return sum;
    }

    private static double latency(String percentile, String output) {
        Matcher matcher = LATENCY.matcher(output);
        while (matcher.find()) {
            if (matcher.group(1).equals(percentile)) {
                return Double.parseDouble(matcher.group(2)) * MILLIS.getOrDefault(matcher.group(3), 1.0);
            }
        }
        throw new IllegalStateException("wrk named no " + percentile + "th percentile: " + output);
    }
}
