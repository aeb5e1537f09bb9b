package dev.noon.model.policy;

import java.util.List;

/** A limit on how much may pass in a period of time: for short periods a throttle, for long ones a quota. */
public sealed interface LimitSpec permits ThrottleSpec, QuotaSpec {
    /** The policy's key in definitions. */
    String type();

    /** What a lower level replaces or disables it by. */
    String name();

    Allowance allowance();

    Counting counting();

    Reaction reaction();

    /**
     * What is counted, and in which periods: {@link Counting#basis}, and what else tells counters of this type apart.
     * Two versions of a limit that agree in it go on with one counter, whatever they are called.
     */
    List<String> basis();
}
