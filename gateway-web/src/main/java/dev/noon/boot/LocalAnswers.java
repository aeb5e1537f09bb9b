package dev.noon.boot;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What the server asks MicroProfile Config for while it serves the admin listener, answered before it would look into
 * the grid: a member that is paused must not hold administration and metrics for the grid's call timeout. System
 * properties and environment variables count as elsewhere. Thread-safe.
 */
public final class LocalAnswers implements ConfigSource {
    /** Above every source that the server has, of which the grid is one. */
    private static final int ORDINAL = 1_000;

    /** Administration is not traced; metrics have no further tags. An empty text stands for no value. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "mp.opentracing.server.skip-pattern", ".*",
            "mp.opentracing.server.operation-name-provider", "http-path",
            "payara.telemetry.span-convention", "opentelemetry",
            "mp.metrics.tags", "");

    @Override
    public Map<String, String> getProperties() {
        return Map.of();
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public @Nullable String getValue(String name) {
        String fallback = DEFAULTS.get(name);
        return fallback == null ? null : said(name).orElse(fallback);
    }

    @Override
    public String getName() {
        return "Noon: answered on this node";
    }

    private static Optional<String> said(String name) {
        Optional<String> variable =
                Optional.ofNullable(System.getenv(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));
        return Optional.ofNullable(System.getProperty(name)).or(() -> variable);
    }
}
