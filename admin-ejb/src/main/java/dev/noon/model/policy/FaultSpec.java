package dev.noon.model.policy;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.time.Duration;
import java.util.Optional;

/** Delays or breaks off some requests on purpose, so that one can see what becomes of their clients. */
public record FaultSpec(String name, Optional<Delay> delay, Optional<Abort> abort) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "fault";

    /** The share where none is written: every request. */
    public static final int EVERY = 100;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * Requests wait before anything else happens.
     *
     * @param time 1 ms to 1 min
     * @param percent of the requests, 1 to 100
     */
    public record Delay(Duration time, int percent) {
        public Delay {
            Guard.check("fault.delay.time", DurationText.fault(time, Duration.ofMillis(1), LONGEST));
            check("fault.delay.percent", percent, 1, EVERY);
        }
    }

    /**
     * Requests are answered with an error; the upstream is not asked.
     *
     * @param status 400 to 599
     * @param percent of the requests, 1 to 100
     */
    public record Abort(int status, int percent) {
        public Abort {
            check("fault.abort.status", status, 400, 599);
            check("fault.abort.percent", percent, 1, EVERY);
        }
    }

    public FaultSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        if (delay.isEmpty() && abort.isEmpty()) {
            throw new IllegalArgumentException("fault has neither delay nor abort; expected at least one of them");
        }
    }

    private static void check(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " is " + value + "; expected " + least + " to " + most);
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.ASIDE;
    }

    @Override
    public PolicySpec named(String other) {
        return new FaultSpec(other, delay, abort);
    }
}
