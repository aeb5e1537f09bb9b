package dev.noon.admin;

import dev.noon.control.Clocks;
import dev.noon.control.Deployments;
import dev.noon.control.Purges;
import dev.noon.model.Schemas;
import java.util.function.Supplier;

/**
 * What the resources work with; made once at start-up and handed to them by CDI.
 *
 * @param environment the one environment that this manager serves
 * @param gate decides who may pass
 * @param requestIds makes identities for requests that bring none
 */
public record AdminServices(
        String environment,
        Deployments deployments,
        Purges purges,
        Schemas schemas,
        AccessGate gate,
        Clocks clocks,
        Supplier<String> requestIds) {}
