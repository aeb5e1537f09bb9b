package dev.noon.cache.view;

import dev.noon.cache.CacheFigures;
import dev.noon.cache.CacheSeries;
import java.util.Map;

/**
 * What one node has counted, at one moment.
 *
 * @param timeMillis when, by that node's clock, since the epoch
 * @param entries what its heap holds, and {@code bytes} what that weighs
 * @param total what it counted in all, with the series that are gone
 * @param series what it counted of each series; unmodifiable
 */
public record NodeFigures(
        String node,
        String region,
        long timeMillis,
        long entries,
        long bytes,
        CacheFigures total,
        Map<CacheSeries, CacheFigures> series) {
    public NodeFigures {
        series = Map.copyOf(series);
    }
}
