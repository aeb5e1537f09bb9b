package dev.noon.cli;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How a change is put in force: all nodes or none, and what becomes of caches. */
final class MannerOptions {

    /** What becomes of stored answers. */
    enum Cache {
        AUTO,
        KEEP,
        FLUSH
    }

    @Option(
            names = "--strict",
            description = "only if every live node can: all prepare it first, and one no aborts it everywhere")
    private boolean strict;

    @Option(
            names = "--cache",
            paramLabel = "CHOICE",
            defaultValue = "auto",
            description = "stored answers: auto drops what the changes taint, keep drops nothing, flush drops what they"
                    + " touch (default: ${DEFAULT-VALUE})")
    private Cache cache = Cache.AUTO;

    /** Further parameters of the query, each with its ampersand; empty when everything is as usual. */
    String query() {
        return (strict ? "&strict=true" : "")
                + (cache == Cache.AUTO ? "" : "&cache=" + cache.name().toLowerCase(Locale.ROOT));
    }

    /** What the manager may take for a change that waits {@code seconds} for receipts: votes come before them. */
    Duration patience(int seconds) {
        return Duration.ofSeconds(strict ? 2L * Math.max(seconds, 10) : seconds);
    }
}
