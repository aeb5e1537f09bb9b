package dev.noon.admin;

import dev.noon.control.Forbidden;
import dev.noon.control.NotFound;
import dev.noon.control.access.Grants;
import dev.noon.control.access.Permission;
import jakarta.ws.rs.core.SecurityContext;

/** What the caller of one request may do in this manager's environment; every resource asks it first. */
record Access(Caller caller, String environment) {
    static Access of(AdminServices services, SecurityContext security) {
        return new Access(Caller.of(security), services.environment());
    }

    Grants grants() {
        return caller.grants();
    }

    /** @throws Forbidden unless {@code permission} is granted in at least one project */
    Access requireSomewhere(Permission permission, String object) {
        if (!grants().permitSomewhere(permission, environment)) {
            throw Forbidden.of(permission, object, "");
        }
        return this;
    }

    /** @throws Forbidden unless {@code permission} is granted in every project */
    Access requireEverywhere(Permission permission, String object) {
        return require(permission, object, "*");
    }

    /** @throws Forbidden unless {@code permission} is granted in {@code project} */
    Access require(Permission permission, String object, String project) {
        if (!grants().permit(permission, environment, project)) {
            throw Forbidden.of(permission, object, project);
        }
        return this;
    }

    /**
     * The answer where there is nothing. Whoever may not read everything gets it recorded, as for what is hidden from
     * them: else the time that the record takes would tell the one from the other.
     */
    RuntimeException missing(String message, String object) {
        return readsEverything() ? new NotFound(message) : Forbidden.hidden(message, object, "");
    }

    /**
     * Leave to read what is in {@code project}.
     *
     * @param message the answer without it: that there is nothing
     */
    Access requireReadable(String message, String object, String project) {
        if (!mayRead(project)) {
            throw Forbidden.hidden(message, object, project);
        }
        return this;
    }

    boolean mayRead(String project) {
        return grants().permit(Permission.READ, environment, project);
    }

    boolean readsEverything() {
        return grants().permitEverywhere(Permission.READ, environment);
    }
}
