package dev.noon.admin;

import dev.noon.control.Author;
import dev.noon.control.access.Grants;
import dev.noon.control.access.Identity;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who sent a request that passed the gate.
 *
 * @param origin network address
 * @param requestId what the caller or this node named the request
 * @param grants what the caller may do
 */
record Caller(String getName, String origin, String requestId, Grants grants) implements Principal {
    static Caller of(Identity identity, String origin, String requestId) {
        return new Caller(identity.name(), origin, requestId, identity.grants());
    }

    static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("a request reached a resource without passing the gate");
    }

    Author author(String permission) {
        return new Author(getName, permission, origin, requestId);
    }

    /** The security context of a request by this caller. */
    SecurityContext context(boolean secure) {
        return new CallerContext(this, secure);
    }

    private record CallerContext(Caller caller, boolean secure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.grants().list().stream()
                    .anyMatch(grant -> grant.role().text().equals(role));
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
