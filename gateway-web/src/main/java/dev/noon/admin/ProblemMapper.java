package dev.noon.admin;

import dev.noon.control.Conflict;
import dev.noon.control.DamagedLog;
import dev.noon.control.InvalidDefinitions;
import dev.noon.control.NotFound;
import dev.noon.control.NotHot;
import dev.noon.control.StaleHead;
import dev.noon.control.StoreUnavailable;
import dev.noon.control.TooLarge;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The one place that turns what control throws into statuses; what nobody foresaw is logged and tells nothing. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        String detail = String.valueOf(thrown.getMessage());
        if (thrown instanceof InvalidDefinitions invalid) {
            return Problems.of(invalid.problems());
        }
        if (thrown instanceof NotHot) {
            return Problems.of(422, "not-hot", "The change cannot be applied hot", detail);
        }
        if (thrown instanceof NotFound) {
            return Problems.of(404, "not-found", "Not found", detail);
        }
        if (thrown instanceof Conflict) {
            return Problems.of(409, "conflict", "Somebody else was faster", detail);
        }
        if (thrown instanceof StaleHead) {
            return Problems.of(412, "stale-precondition", "The head has moved on", detail);
        }
        if (thrown instanceof TooLarge) {
            return Problems.of(413, "body-too-large", "Too much at once", detail);
        }
        if (thrown instanceof StoreUnavailable || thrown instanceof DamagedLog) {
            return store(thrown, detail);
        }
        if (thrown instanceof InvalidParameter) {
            return Problems.of(400, "invalid-parameter", "Invalid parameter", detail);
        }
        return thrown instanceof WebApplicationException web ? byStatus(web) : unforeseen(thrown);
    }

    private static Response store(Throwable thrown, String detail) {
        LOG.log(Level.WARNING, "an admin request could not reach the store: {0}", detail);
        return Response.fromResponse(Problems.of(
                        503,
                        "store-unavailable",
                        "The store is away",
                        "nothing was acknowledged; traffic goes on, try again: "
                                + (thrown instanceof DamagedLog ? "the log is damaged" : "no answer from the store")))
                .header("Retry-After", 1)
                .build();
    }

    private static Response byStatus(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problems.of(404, "not-found", "Not found", "there is nothing at this path");
            case 405 -> Problems.of(405, "method-not-allowed", "Method not allowed", "this path has other methods");
            case 406 -> Problems.of(406, "not-acceptable", "Not acceptable", "answers are application/json");
            case 415 ->
                Problems.of(
                        415,
                        "unsupported-media-type",
                        "Unsupported media type",
                        "expected application/yaml or application/json");
            default -> Problems.of(status < 500 ? status : 500, "refused", "The request was refused", "see the docs");
        };
    }

    private static Response unforeseen(Throwable thrown) {
        LOG.log(Level.ERROR, "an admin request failed", thrown);
        return Problems.of(500, "internal-error", "Something broke", "the node's log says what");
    }
}
