package dev.noon.admin;

import dev.noon.admin.Credentials.Cause;
import dev.noon.admin.Credentials.Verdict;
import dev.noon.control.Forbidden;
import dev.noon.control.access.Permission;
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
 * The door of the admin API: nothing passes without credentials that are good for this environment, whatever the method and whether or not
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

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
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
        Credentials.Attempt attempt = new Credentials.Attempt(
                header(request, HttpHeaders.AUTHORIZATION).orElse(""), address, !READS.contains(request.getMethod()));
        Verdict verdict = services.credentials().judge(attempt);
        if (verdict instanceof Verdict.Permitted permitted) {
            admit(request, Caller.of(permitted.identity(), address, id));
        } else if (verdict instanceof Verdict.Denied denied) {
            request.abortWith(refusal(denied.cause()));
        }
    }

    /** Whoever has no grant in this environment gets no further, whatever the path. */
    private void admit(ContainerRequestContext request, Caller caller) {
        boolean secure = request.getSecurityContext() != null
                && request.getSecurityContext().isSecure();
        request.setSecurityContext(caller.context(secure));
        if (!caller.grants().concern(services.environment())) {
            throw Forbidden.of(Permission.READ, "environment " + services.environment(), "");
        }
        if (request.getMethod().equals("OPTIONS")) {
            request.abortWith(
                    Problem.of(405, "method-not-allowed", "Method not allowed", "the address takes other methods")
                            .response());
        } else if (isCoded(request)) {
            request.abortWith(Problem.of(
                            415,
                            "unsupported-media-type",
                            "Unsupported media type",
                            "compressed bodies are not taken; send no Content-Encoding")
                    .response());
        }
    }

    /** Nothing here unpacks; a body that says it is packed is not read as if it were not (RFC 9110 section 8.4). */
    private static boolean isCoded(ContainerRequestContext request) {
        return header(request, HttpHeaders.CONTENT_ENCODING)
                .filter(coding -> !coding.strip().equalsIgnoreCase("identity"))
                .isPresent();
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

    private static Response refusal(Cause cause) {
        return switch (cause) {
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
                                "no administrator is configured: set noon.admin.token.file to a file that holds a token")
                        .response();
            case UNSURE ->
                Problem.of(
                                503,
                                "store-unavailable",
                                "Store unavailable",
                                "the store does not answer, so nobody can tell whether the token is still good")
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, 1)
                        .build();
            case REFUSED ->
                Problem.of(401, "not-authenticated", "Not authenticated", "the bearer token is missing or wrong")
                        .builder()
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"noon\"")
                        .build();
        };
    }
}
