package dev.noon.policy.validate;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Problem;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.json.BoundedJson;
import dev.noon.model.json.JsonSchema;
import dev.noon.model.policy.ValidateSpec;
import dev.noon.policy.WholeBody;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests whose body is not what the API expects. The body is read before anything else happens, so that the
 * upstream sees nothing of what is refused. Immutable.
 */
public final class ValidatePolicy implements Policy {
    /** Methods whose requests say something by their body; others may do without. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final List<String> contentTypes;
    private final int maxBodyBytes;
    private final int maxDepth;
    private final boolean json;
    private final Optional<JsonSchema> schema;

    public ValidatePolicy(ValidateSpec spec) {
        this.contentTypes = spec.contentTypes();
        this.maxBodyBytes = spec.maxBodyBytes();
        this.maxDepth = spec.maxDepth().orElse(ValidateSpec.DEFAULT_DEPTH);
        this.json = spec.json();
        this.schema = spec.schema().map(JsonSchema::of);
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Request request = exchange.request();
        if (!request.body().present()) {
            boolean missing = schema.isPresent() && WITH_BODY.contains(request.method());
            return missing ? refuse(exchange, Cause.BODY_INVALID, "there is no body") : next.proceed(exchange);
        }
        if (!isAccepted(request)) {
            return refuse(exchange, Cause.MEDIA_TYPE_REFUSED, "");
        }
        Optional<byte[]> body = WholeBody.read(exchange, maxBodyBytes);
        if (body.isEmpty()) {
            return closing(refuse(exchange, Cause.BODY_TOO_LARGE, ""));
        }
        String fault = json ? fault(body.get()) : "";
        return fault.isEmpty() ? next.proceed(exchange) : refuse(exchange, Cause.BODY_INVALID, fault);
    }

    /** An encoded body cannot be looked into: what it expands to has no bound. */
    private boolean isAccepted(Request request) {
        List<String> lines = request.headers().all("Content-Type");
        boolean plain = request.headers().all("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase);
        if (!plain || lines.size() > 1) {
            return false;
        }
        String line = lines.isEmpty() ? "" : lines.get(0);
        int parameters = line.indexOf(';');
        String type =
                (parameters < 0 ? line : line.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return contentTypes.isEmpty() || contentTypes.stream().anyMatch(allowed -> fits(allowed, type));
    }

    private static boolean fits(String allowed, String type) {
        return allowed.endsWith("/*")
                ? type.startsWith(allowed.substring(0, allowed.length() - 1))
                : type.equals(allowed);
    }

    private String fault(byte[] body) {
        try {
            JsonValue value = BoundedJson.read(body, maxDepth);
            return schema.map(each -> String.join("; ", each.faults(value))).orElse("");
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Reply refuse(Exchange exchange, Cause cause, String detail) {
        exchange.cause(cause);
        return Problem.of(cause, detail);
    }

    /** What is left of the body is not read. */
    private static Reply closing(Reply reply) {
        reply.headers().set("Connection", "close");
        return reply;
    }
}
