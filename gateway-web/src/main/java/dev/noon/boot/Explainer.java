package dev.noon.boot;

import dev.noon.control.Explain;
import dev.noon.control.Explanation;
import dev.noon.control.Explanation.Asked;
import dev.noon.control.Explanation.Candidate;
import dev.noon.control.Explanation.Refused;
import dev.noon.edge.DescribedRequest;
import dev.noon.edge.DescribedRequest.Reading;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Headers;
import dev.noon.exchange.NormalPath;
import dev.noon.exchange.Request;
import dev.noon.model.ApiProxy;
import dev.noon.model.Condition;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.Inspection;
import dev.noon.snapshot.RouteMatch;
import dev.noon.snapshot.RouteTable;
import dev.noon.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks the snapshot in force. Thread-safe. */
final class Explainer implements Explain {
    private final ActiveSnapshot active;

    Explainer(ActiveSnapshot active) {
        this.active = active;
    }

    @Override
    public Explanation explain(Question question) {
        Snapshot snapshot = active.acquire();
        try {
            Headers headers = new Headers();
            question.headers().forEach(field -> headers.add(field.name(), field.value()));
            Reading reading =
                    DescribedRequest.read(question.method(), question.authority(), question.target(), headers);
            return reading instanceof Reading.Good good
                    ? explained(snapshot, good.request().over(question.scheme()))
                    : refused(snapshot, (Reading.Refused) reading);
        } finally {
            snapshot.release();
        }
    }

    private static Explanation refused(Snapshot snapshot, Reading.Refused refused) {
        Refused refusal = refusal(refused.cause(), refused.reason(), List.of());
        return new Explanation(
                snapshot.revision(),
                snapshot.hash(),
                Optional.empty(),
                Optional.of(refusal),
                List.of(),
                Optional.empty());
    }

    private static Explanation explained(Snapshot snapshot, Request request) {
        Inspection found = snapshot.inspect(request);
        return new Explanation(
                snapshot.revision(),
                snapshot.hash(),
                Optional.of(new Asked(request.method(), request.origin().host(), request.target())),
                refusal(snapshot, request, found),
                found.candidates().stream()
                        .map(candidate -> candidate(candidate, request))
                        .toList(),
                found.taken().map(taken -> new ExplainedRun(taken, request).served()));
    }

    private static Optional<Refused> refusal(Snapshot snapshot, Request request, Inspection found) {
        if (snapshot.isNone()) {
            return Optional.of(refusal(Cause.NOT_READY, "", List.of()));
        }
        if (found.match() instanceof RouteMatch.NotAllowed not) {
            boolean known = RouteTable.isKnown(request.method());
            Cause cause = known ? Cause.METHOD_NOT_ALLOWED : Cause.UNKNOWN_METHOD;
            return Optional.of(refusal(
                    cause, "no route that host, path and conditions lead to has it", List.copyOf(not.methods())));
        }
        if (found.match() instanceof RouteMatch.EncodedSlash) {
            return Optional.of(refusal(Cause.MALFORMED_REQUEST, NormalPath.SLASH_REFUSED, List.of()));
        }
        if (found.match() instanceof RouteMatch.Found) {
            return Optional.empty();
        }
        String reason = found.candidates().isEmpty()
                ? "no route has the host and path"
                : "of the routes with the host and path none has conditions that hold";
        return Optional.of(refusal(Cause.NO_ROUTE, reason, List.of()));
    }

    private static Refused refusal(Cause cause, String reason, List<String> allow) {
        return new Refused(cause.status(), cause.label(), reason.isEmpty() ? cause.title() : reason, allow);
    }

    private static Candidate candidate(Inspection.Candidate candidate, Request request) {
        ApiProxy proxy = candidate.proxy();
        List<String> asks = new ArrayList<>();
        if (!proxy.route().methods().isEmpty()) {
            asks.add(String.join(",", proxy.route().methods()));
        }
        proxy.route().conditions().stream().map(Condition::toString).forEach(asks::add);
        return new Candidate(
                proxy.metadata().name(),
                String.join(",", proxy.route().hosts()),
                proxy.route().path().shape().name().toLowerCase(Locale.ROOT) + " "
                        + proxy.route().path().text(),
                asks,
                candidate.fate() == Inspection.Fate.TAKEN,
                why(candidate, request));
    }

    private static String why(Inspection.Candidate candidate, Request request) {
        return switch (candidate.fate()) {
            case TAKEN -> "taken: the most specific host, path and conditions that fit";
            case CONDITION ->
                "passed over: not "
                        + candidate.broken().map(Condition::toString).orElse("");
            case METHOD -> "does not have " + request.method();
            case ENCODED_SLASH -> "refuses it: route.encodedSlashes is not true";
            case OUTRANKED -> "beaten: the same path with fewer conditions, or a later name";
            case NOT_ASKED -> "beaten: a less specific host or path";
        };
    }
}
