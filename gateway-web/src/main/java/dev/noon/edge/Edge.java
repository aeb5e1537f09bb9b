package dev.noon.edge;

import dev.noon.exchange.Outcomes;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.time.Ticker;

/**
 * What the filter works with; made once, injected once.
 *
 * @param adminPort local port whose requests are administration
 * @param revisionHeader whether replies carry {@code Noon-Revision}
 * @param conduct how the node behaves, whatever is asked for
 */
public record Edge(
        int adminPort,
        AdminGate adminGate,
        Fence fence,
        ActiveSnapshot active,
        Outcomes outcomes,
        Ticker ticker,
        Limits limits,
        boolean revisionHeader,
        Conduct conduct) {}
