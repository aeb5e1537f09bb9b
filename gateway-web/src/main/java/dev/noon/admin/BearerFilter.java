package dev.noon.admin;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;

/** Lets nobody in without the administrator's token, whatever the method or the path; a page of a foreign site neither. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class BearerFilter implements ContainerRequestFilter {
    @Inject
    AdminServices services;

    @Override
    public void filter(ContainerRequestContext request) {
        String authorization =
                Optional.ofNullable(request.getHeaderString("Authorization")).orElse("");
        Credentials.Verdict verdict = services.credentials().judge(authorization, Caller.address(request));
        switch (verdict) {
            case PERMITTED -> refuseForeignPages(request);
            case CLOSED ->
                request.abortWith(Problems.of(
                        503,
                        "closed",
                        "Administration is closed",
                        "no administrator's token is configured; set noon.admin.token.file"));
            case LIMITED ->
                request.abortWith(Response.fromResponse(Problems.of(
                                429, "too-many-attempts", "Too many failed attempts", "wait a minute and try again"))
                        .header("Retry-After", 60)
                        .build());
            case REFUSED ->
                request.abortWith(Response.fromResponse(Problems.of(
                                401,
                                "not-authenticated",
                                "Credentials are missing or wrong",
                                "send Authorization: Bearer with the administrator's token"))
                        .header("WWW-Authenticate", "Bearer realm=\"noon\"")
                        .build());
        }
    }

    private static void refuseForeignPages(ContainerRequestContext request) {
        String origin = request.getHeaderString("Origin");
        if (origin != null && !isOwn(origin, request.getUriInfo().getRequestUri())) {
            request.abortWith(Problems.of(
                    403, "foreign-origin", "Foreign origin", "requests from pages of other sites are refused"));
        }
    }

    private static boolean isOwn(String origin, URI self) {
        return origin.equals(self.getScheme() + "://" + self.getRawAuthority());
    }
}
