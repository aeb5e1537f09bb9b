package dev.noon.admin;

import dev.noon.admin.Credentials.Verdict;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The door of the admin API: nothing passes without the administrator's token, whatever the method and whether or not
 * the path exists; what a browser could be made to send from elsewhere is refused first.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class BearerFilter implements ContainerRequestFilter {
    /** Request attribute in which the edge leaves the client's network address. */
    static final String ADDRESS = "dev.noon.client";

    static final String REQUEST_ID = "X-Request-Id";

    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Set<String> FORMS =
            Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

    @Inject
    AdminServices services;

    @Override
    public void filter(ContainerRequestContext request) {
        String id = header(request, REQUEST_ID)
                .filter(text -> PLAIN_ID.matcher(text).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        request.setProperty(REQUEST_ID, id);
        Optional<Problem> browser = browserBorne(request);
        if (browser.isPresent()) {
            request.abortWith(browser.get().response());
            return;
        }
        String address =
                String.valueOf(Optional.ofNullable(request.getProperty(ADDRESS)).orElse("-"));
        Verdict verdict = services.credentials()
                .judge(header(request, HttpHeaders.AUTHORIZATION).orElse(""), address);
        if (verdict == Verdict.PERMITTED) {
            boolean secure = request.getSecurityContext() != null
                    && request.getSecurityContext().isSecure();
            request.setSecurityContext(Caller.administrator(address, id).context(secure));
            return;
        }
        request.abortWith(refusal(verdict));
    }

    private static Optional<String> header(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getHeaderString(name));
    }

    private static Optional<Problem> browserBorne(ContainerRequestContext request) {
        if (foreign(request)) {
            return Optional.of(
                    Problem.of(403, "foreign-origin", "Foreign origin", "requests from other origins are not taken"));
        }
        MediaType type = request.getMediaType();
        if (type != null && FORMS.contains((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT))) {
            return Optional.of(Problem.of(
                    415,
                    "unsupported-media-type",
                    "Unsupported media type",
                    "forms are not taken; send application/yaml or application/json"));
        }
        return Optional.empty();
    }

    private static boolean foreign(ContainerRequestContext request) {
        if (header(request, "Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
            return true;
        }
        Optional<String> origin = header(request, "Origin");
        String host = header(request, HttpHeaders.HOST).orElse("");
        return origin.isPresent() && !authority(origin.get()).equalsIgnoreCase(host);
    }

    private static String authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Response refusal(Verdict verdict) {
        return switch (verdict) {
            case LIMITED ->
                Problem.of(429, "too-many-attempts", "Too many attempts", "wait a minute before the next attempt")
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, 60)
                        .build();
            case CLOSED ->
                Problem.of(
                                503,
                                "not-configured",
                                "The admin API is closed",
                                "no administrator token is configured: set noon.admin.token.file to a file that holds one")
                        .response();
            default ->
                Problem.of(401, "not-authenticated", "Not authenticated", "the bearer token is missing or wrong")
                        .builder()
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"noon\"")
                        .build();
        };
    }
}
