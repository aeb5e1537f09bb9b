package dev.noon.boot;

import org.eclipse.microprofile.config.Config;

/**
 * What a node tells of its traffic.
 *
 * @param series most proxies and endpoints that metrics tell apart, 1 to 10000 ({@code noon.metrics.series}; default
 *     500); what is above is counted together
 */
record Observing(int series) {
    Observing {
        NodeSettings.require(series > 0 && series <= 10_000, "noon.metrics.series", series, "1 to 10000");
    }

    static Observing of(Config config) {
        return new Observing(
                config.getOptionalValue("noon.metrics.series", Integer.class).orElse(500));
    }
}
