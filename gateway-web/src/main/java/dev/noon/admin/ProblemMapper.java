package dev.noon.admin;

import dev.noon.control.Aborted;
import dev.noon.control.Conflict;
import dev.noon.control.DamagedLog;
import dev.noon.control.Forbidden;
import dev.noon.control.InvalidDefinitions;
import dev.noon.control.KeyReused;
import dev.noon.control.NotFound;
import dev.noon.control.NotHot;
import dev.noon.control.NotSealable;
import dev.noon.control.Revision;
import dev.noon.control.StaleHead;
import dev.noon.control.StillUsed;
import dev.noon.control.StoreUnavailable;
import dev.noon.control.TooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** The one place that turns exceptions into answers; what nobody expected is logged and told without its inside. */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());
    private static final int SHOWN = 1_000;

    @Inject
    AdminServices services;

    @Context
    SecurityContext security;

    @Override
    public Response toResponse(Throwable e) {
        if (e instanceof InvalidDefinitions invalid) {
            return invalid(invalid.problems());
        }
        if (e instanceof Aborted aborted) {
            return aborted(aborted);
        }
        if (e instanceof StoreUnavailable) {
            return away(
                    e,
                    "the store does not answer; if this was a change, repeat it with the same Idempotency-Key,"
                            + " or look at the history first");
        }
        if (e instanceof Unpurged) {
            return away(e, "the store does not answer; nothing was purged. Purge again: twice does no harm");
        }
        if (e instanceof Forbidden forbidden) {
            return refused(forbidden);
        }
        if (e instanceof WebApplicationException web) {
            return http(web);
        }
        if (e instanceof Conflict conflict) {
            return outrun(Problem.of(409, "conflict", "Conflict", String.valueOf(e.getMessage())), conflict.winner());
        }
        if (e instanceof StaleHead stale) {
            return outrun(
                    Problem.of(412, "stale-precondition", "Stale precondition", String.valueOf(e.getMessage())),
                    stale.winner());
        }
        return known(e).response();
    }

    /** Recorded before it is answered. */
    private Response refused(Forbidden forbidden) {
        Caller caller = Caller.of(security);
        services.oversight()
                .events()
                .refused(forbidden, caller.author(forbidden.permission().text()));
        String detail = String.valueOf(forbidden.getMessage());
        return forbidden.isHidden()
                ? Problem.of(404, "not-found", "Not found", detail).response()
                : Problem.of(403, "forbidden", "Not permitted", detail).response();
    }

    /** Who was faster is told to everybody who lost; why they did it, to those who may read it. */
    private Response outrun(Problem problem, Optional<Revision> winner) {
        JsonObjectBuilder more = Json.object();
        winner.ifPresent(revision -> more.add(
                "winner",
                RevisionJson.winner(revision, Access.of(services, security).readsEverything())));
        return problem.response(more);
    }

    private static Problem known(Throwable e) {
        String detail = String.valueOf(e.getMessage());
        if (e instanceof NotHot) {
            return Problem.of(422, "not-hot", "Not applicable while running", detail);
        }
        if (e instanceof StillUsed used) {
            return Problem.of(409, "still-used", "Still used", detail).withErrors(errors(used.problems()));
        }
        if (e instanceof KeyReused) {
            return Problem.of(422, "idempotency-key-reused", "Idempotency key reused", detail);
        }
        if (e instanceof NotSealable) {
            return Problem.of(422, "not-sealable", "Secrets cannot be sealed", detail);
        }
        if (e instanceof NotFound) {
            return Problem.of(404, "not-found", "Not found", detail);
        }
        if (e instanceof TooLarge) {
            return Problem.of(413, "body-too-large", "Body too large", detail);
        }
        if (e instanceof BadRequest) {
            return Problem.of(400, "invalid-parameter", "Invalid request", detail);
        }
        LOG.log(Level.ERROR, "an admin request failed", e);
        if (e instanceof DamagedLog) {
            return Problem.of(
                    500, "damaged-log", "Damaged log", "the revision log contradicts itself; see the log file");
        }
        return Problem.of(500, "internal-error", "Internal error", "the request failed; see the log file");
    }

    private static Response invalid(List<dev.noon.model.Problem> problems) {
        String count = problems.size() == 1 ? "1 fault" : problems.size() + " faults";
        return Problem.of(422, "invalid-definition", "Invalid definition", count + "; nothing was changed")
                .withErrors(errors(problems))
                .response();
    }

    private static JsonArray errors(List<dev.noon.model.Problem> problems) {
        return Json.array(problems.subList(0, Math.min(SHOWN, problems.size())), ProblemMapper::error);
    }

    /** A fault or a warning, its place, and its code if a lint has found it. */
    static JsonObject error(dev.noon.model.Problem problem) {
        JsonObjectBuilder json = Json.object()
                .add("file", problem.file())
                .add("line", problem.line())
                .add("column", problem.column())
                .add("field", FieldPointer.of(problem.field()))
                .add("message", problem.message());
        problem.code().ifPresent(code -> json.add("code", code.text()));
        return json.build();
    }

    private static Response aborted(Aborted e) {
        return Problem.of(409, "aborted", "Aborted", String.valueOf(e.getMessage()))
                .response(RevisionJson.acknowledged(e.votes()));
    }

    private static Response away(Throwable e, String detail) {
        LOG.log(Level.WARNING, "an admin request found the store away: {0}", e.getMessage());
        return Problem.of(503, "store-unavailable", "Store unavailable", detail)
                .builder()
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    private static Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        Response.ResponseBuilder answer =
                standard(status, String.valueOf(e.getMessage())).builder();
        List.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT).forEach(name -> {
            String value = e.getResponse().getHeaderString(name);
            if (value != null) {
                answer.header(name, value);
            }
        });
        return answer.build();
    }

    private static Problem standard(int status, String message) {
        return switch (status) {
            case 404 -> Problem.of(404, "not-found", "Not found", "there is nothing at this address");
            case 405 -> Problem.of(405, "method-not-allowed", "Method not allowed", "the address takes other methods");
            case 406 -> Problem.of(406, "not-acceptable", "Not acceptable", "answers are JSON");
            case 415 ->
                Problem.of(
                        415,
                        "unsupported-media-type",
                        "Unsupported media type",
                        message.contains("must be") || message.contains("missing")
                                ? message
                                : "send application/yaml or application/json");
            default ->
                status >= 500
                        ? Problem.of(status, "internal-error", "Internal error", "the request failed")
                        : Problem.of(status, "invalid-parameter", "Invalid request", "the request is malformed");
        };
    }
}
