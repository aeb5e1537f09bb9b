package dev.noon.admin;

import dev.noon.control.Deployments;
import dev.noon.control.NotFound;

/** Which environment a path names. */
final class Environments {
    private Environments() {}

    /**
     * The deployments of {@code environment}.
     *
     * @throws NotFound if this manager does not serve it
     */
    static Deployments deployments(AdminServices services, String environment) {
        if (!services.environment().equals(environment)) {
            throw new NotFound("there is no environment " + environment + " at this manager");
        }
        return services.deployments();
    }
}
