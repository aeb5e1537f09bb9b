package dev.noon.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** What every answer carries: the request's identity, and that nobody may keep it. */
@Provider
@ApplicationScoped
public class AnswerFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Optional.ofNullable(request.getProperty(BearerFilter.REQUEST_ID))
                .ifPresent(id -> response.getHeaders().putSingle(BearerFilter.REQUEST_ID, id));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    }
}
