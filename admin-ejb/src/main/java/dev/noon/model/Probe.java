package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.HostText;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.RequestTargetText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that is sent through the gateway to see that it is answered as it should be.
 *
 * @param interval how often; empty means only when {@code afterApply} says so; one second to one day
 * @param afterApply whether every apply is followed by it
 */
public record Probe(
        Metadata metadata, Request request, Expectation expect, Optional<Duration> interval, boolean afterApply)
        implements Definition {
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    public Probe {
        Guard.check(
                "spec.interval",
                interval.flatMap(each -> DurationText.fault(each, SHORTEST_INTERVAL, LONGEST_INTERVAL)));
        if (interval.isEmpty() && !afterApply) {
            throw new IllegalArgumentException("spec is without interval and afterApply; expected one of them: nothing"
                    + " else starts the probe");
        }
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.PROBE;
    }

    /**
     * What is sent.
     *
     * @param target path and query
     * @param host the host that is asked for; empty means whatever the gateway answers to
     * @param credential name of the {@link Credential} that it is sent with
     */
    public record Request(
            String method,
            String target,
            Optional<String> host,
            Map<String, String> headers,
            Optional<String> body,
            Optional<String> credential) {
        private static final int LONGEST_BODY = 65_536;

        public Request {
            headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
            Guard.check("request.method", MethodText.fault(method));
            Guard.check("request.target", RequestTargetText.fault(target));
            Guard.check("request.host", host.flatMap(HostText::nameFault));
            Guard.each("request.headers", headers.keySet(), HeaderText::requestNameFault);
            headers.forEach((name, value) -> Guard.check("request.headers." + name, HeaderText.valueFault(value)));
            Guard.check("request.credential", credential.flatMap(NameText::fault));
            if (body.orElse("").length() > LONGEST_BODY) {
                throw new IllegalArgumentException("request.body is "
                        + body.orElse("").length() + " characters long; expected at most " + LONGEST_BODY);
            }
        }
    }

    /**
     * What is expected.
     *
     * @param statuses one of these; at least one
     * @param headers these fields with exactly these values
     * @param bodyContains a text that the body contains
     * @param within how long the answer may take; one millisecond to one minute
     */
    public record Expectation(
            List<Integer> statuses, Map<String, String> headers, Optional<String> bodyContains, Duration within) {
        /** Statuses where none are written. */
        public static final List<Integer> DEFAULT_STATUSES = List.of(200);

        /** How long an answer may take where nothing is written. */
        public static final Duration DEFAULT_WITHIN = Duration.ofSeconds(5);

        /** What is expected where nothing is written. */
        public static final Expectation DEFAULT =
                new Expectation(DEFAULT_STATUSES, Map.of(), Optional.empty(), DEFAULT_WITHIN);

        public Expectation {
            statuses = List.copyOf(statuses);
            headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
            for (int status : statuses) {
                if (status < 100 || status > 599) {
                    throw new IllegalArgumentException(
                            "expect.status is " + status + "; expected a whole number from 100 to 599");
                }
            }
            if (statuses.isEmpty()) {
                throw new IllegalArgumentException("expect.status is empty; expected at least one");
            }
            Guard.each("expect.headers", headers.keySet(), HeaderText::tokenFault);
            headers.forEach((name, value) -> Guard.check("expect.headers." + name, HeaderText.valueFault(value)));
            Guard.check("expect.within", DurationText.fault(within, Duration.ofMillis(1), Duration.ofMinutes(1)));
        }
    }
}
