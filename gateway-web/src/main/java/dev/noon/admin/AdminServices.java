package dev.noon.admin;

import dev.noon.control.BanBoard;
import dev.noon.control.BreakerBoard;
import dev.noon.control.Deployments;
import dev.noon.control.Drains;
import dev.noon.control.LimitBoard;
import dev.noon.control.Purges;
import dev.noon.model.Schemas;
import dev.noon.time.WallClock;

/**
 * What the resources work with; made once, injected everywhere.
 *
 * @param environment the one environment that this node administers
 * @param credentials who may come in
 * @param oversight who may do what, and who did what
 */
public record AdminServices(
        String environment,
        Deployments deployments,
        Purges purges,
        Drains drains,
        BreakerBoard breakers,
        BanBoard bans,
        LimitBoard limits,
        Schemas schemas,
        Credentials credentials,
        WallClock clock,
        Oversight oversight) {}
