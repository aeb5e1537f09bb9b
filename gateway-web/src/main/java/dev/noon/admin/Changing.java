package dev.noon.admin;

import dev.noon.control.CacheChoice;
import dev.noon.control.Deployment;
import dev.noon.control.Idempotency;
import dev.noon.control.Manner;
import dev.noon.control.Terms;
import dev.noon.control.access.Permission;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** What the requests that change definitions have in common: their permission, their terms and their answers. */
record Changing(AdminServices services, UriInfo uri, HttpHeaders headers, SecurityContext security) {
    private static final String DRY_RUN = "dryRun";

    /** The query parameters of every change. */
    static final String[] PARAMETERS = {DRY_RUN, "wait", "message", "strict", "rollout", "cache"};

    /** Those of a change that says what else is to go. */
    static final String[] PARAMETERS_AND_PRUNE = {DRY_RUN, "wait", "message", "strict", "rollout", "cache", "prune"};

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** @throws dev.noon.control.Forbidden unless the caller may do it, or plan it, in some project */
    void require(Query query, Permission permission) {
        access().requireSomewhere(query.flag(DRY_RUN) ? Permission.PLAN : permission, "revisions");
    }

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
                query.flag(DRY_RUN),
                query.patience(),
                access().grants());
        return terms.in(manner(query)).withPrune(query.flag("prune")).withIdempotencyKey(key(header(IDEMPOTENCY_KEY)));
    }

    /** 201 for a new revision, 200 for everything else. */
    Response answer(String environment, Deployment deployment) {
        JsonObject json = visible(RevisionJson.of(environment, deployment), deployment);
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

    private static Manner manner(Query query) {
        String cache = query.text("cache").orElse(CacheChoice.AUTO.text());
        return new Manner(
                query.flag("strict"),
                query.flag("rollout"),
                CacheChoice.of(cache)
                        .orElseThrow(() -> new BadRequest("cache is " + cache + "; must be auto, keep or flush")));
    }

    /** The head of an unchanged deployment may be somebody else's. */
    private JsonObject visible(JsonObject answer, Deployment deployment) {
        if (deployment.outcome() != Deployment.Outcome.UNCHANGED || access().readsEverything()) {
            return answer;
        }
        JsonObjectBuilder json = Json.object().addAll(jakarta.json.Json.createObjectBuilder(answer));
        deployment.revision().ifPresent(head -> json.add("revision", new RevisionView(services, access()).of(head)));
        return json.build();
    }

    private Access access() {
        return Access.of(services, security);
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
