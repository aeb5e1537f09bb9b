package dev.noon.admin;

import dev.noon.control.Deployment;
import dev.noon.control.Idempotency;
import dev.noon.control.Terms;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** What the requests that change definitions have in common: their terms and their answers. */
record Changing(UriInfo uri, HttpHeaders headers, SecurityContext security) {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /**
     * The terms of a request.
     *
     * @param message what the history says if the caller says nothing
     */
    Terms terms(Query query, String permission, String message) {
        Terms terms = new Terms(
                Caller.of(security).author(permission),
                query.message(message),
                Numbers.ifMatch(header(HttpHeaders.IF_MATCH)),
                query.flag("dryRun"),
                query.patience());
        return terms.withPrune(query.flag("prune")).withIdempotencyKey(key(header(IDEMPOTENCY_KEY)));
    }

    /** 201 for a new revision, 200 for everything else. */
    Response answer(String environment, Deployment deployment) {
        JsonObject json = RevisionJson.of(environment, deployment);
        if (deployment.outcome() != Deployment.Outcome.APPLIED) {
            return Response.ok(json + "\n").build();
        }
        String number = Long.toString(deployment.revision().orElseThrow().number());
        return (deployment.replayed() ? Response.ok() : Response.status(Response.Status.CREATED))
                .location(uri.getBaseUriBuilder()
                        .path(RevisionsResource.class)
                        .path(number)
                        .build(environment))
                .tag(number)
                .entity(json + "\n")
                .build();
    }

    private String header(String name) {
        return Optional.ofNullable(headers.getHeaderString(name)).orElse("");
    }

    /** With or without the quotes of a structured field's string. */
    private static Optional<String> key(String header) {
        String text = header.strip().replaceAll("^\"(.*)\"$", "$1");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        if (!Idempotency.isKey(text)) {
            throw new BadRequest(IDEMPOTENCY_KEY + " must be 1 to 200 visible ASCII characters");
        }
        return Optional.of(text);
    }
}
