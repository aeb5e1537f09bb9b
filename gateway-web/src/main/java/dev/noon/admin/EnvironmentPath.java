package dev.noon.admin;

import dev.noon.control.NotFound;

/** Checks the environment in a path: a node administers its own, and no other. */
final class EnvironmentPath {
    private EnvironmentPath() {}

    /** Says 404 for any environment but the node's. */
    static void check(AdminServices services, String environment) {
        if (!services.environment().equals(environment)) {
            throw new NotFound("there is no environment " + environment + " here; this node administers "
                    + services.environment());
        }
    }
}
