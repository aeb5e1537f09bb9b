package dev.noon.boot;

import dev.noon.exchange.Traces;
import dev.noon.observe.AccessLog;
import dev.noon.observe.LineSink;
import dev.noon.observe.RotatedFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What a node tells of its traffic.
 *
 * @param series most proxies and endpoints that metrics tell apart, 1 to 10000 ({@code noon.metrics.series}; default
 *     500); what is above is counted together
 * @param accessLog which exchanges have a line ({@code noon.access.log}: off, errors or all; default errors)
 * @param accessFile where the lines go ({@code noon.access.file}); without it they go to the server's log
 * @param accessFileBytes size at which the file is changed, 1 MiB or more ({@code noon.access.file.bytes}; default 100
 *     MiB)
 * @param accessFiles how many files there are at most, 1 to 100 ({@code noon.access.files}; default 5)
 * @param traceStart what becomes of requests without a trace ({@code noon.trace.start}: sampled, unsampled or off;
 *     default sampled)
 */
record Observing(
        int series,
        AccessLog.Mode accessLog,
        Optional<Path> accessFile,
        long accessFileBytes,
        int accessFiles,
        Traces.Start traceStart) {
    Observing {
        NodeSettings.require(series > 0 && series <= 10_000, "noon.metrics.series", series, "1 to 10000");
        NodeSettings.require(accessFileBytes >= 1 << 20, "noon.access.file.bytes", accessFileBytes, "1048576 or more");
        NodeSettings.require(accessFiles > 0 && accessFiles <= 100, "noon.access.files", accessFiles, "1 to 100");
    }

    static Observing of(Config config) {
        return new Observing(
                config.getOptionalValue("noon.metrics.series", Integer.class).orElse(500),
                word(config, "noon.access.log", AccessLog.Mode.ERRORS),
                config.getOptionalValue("noon.access.file", String.class).map(Path::of),
                config.getOptionalValue("noon.access.file.bytes", Long.class).orElse(100L << 20),
                config.getOptionalValue("noon.access.files", Integer.class).orElse(5),
                word(config, "noon.trace.start", Traces.Start.SAMPLED));
    }

    /** Where lines go. */
    LineSink sink() {
        return accessFile
                .<LineSink>map(file -> new RotatedFile(file, accessFileBytes, accessFiles))
                .orElseGet(LineSink::server);
    }

    private static <E extends Enum<E>> E word(Config config, String name, E otherwise) {
        Optional<String> text = config.getOptionalValue(name, String.class);
        if (text.isEmpty()) {
            return otherwise;
        }
        E[] known = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(known)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text.get()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is " + text.get() + "; expected one of "
                        + Arrays.toString(known).toLowerCase(Locale.ROOT)));
    }
}
