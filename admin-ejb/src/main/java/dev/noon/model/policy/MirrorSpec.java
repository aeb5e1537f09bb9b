package dev.noon.model.policy;

import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import dev.noon.model.text.SizeText;
import java.util.Map;

/**
 * Sends a copy of requests to another upstream.
 *
 * @param upstream name of the upstream that gets the copies
 * @param percent how many of a hundred requests are copied, 1 to 100
 * @param maxBodyBytes longest body that is copied, 1 byte to 1 MiB
 * @param maxConcurrent most copies under way at a time on each node, 1 to 64
 */
public record MirrorSpec(String name, String upstream, int percent, int maxBodyBytes, int maxConcurrent)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "mirror";

    /** Longest body where no length is written. */
    public static final int DEFAULT_BYTES = 64 << 10;

    /** Most copies at a time where no number is written. */
    public static final int DEFAULT_CONCURRENT = 16;

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_CONCURRENT = 64;

    public MirrorSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.check(TYPE + ".upstream", NameText.fault(upstream));
        Guard.check(TYPE + ".maxBody", SizeText.fault(maxBodyBytes, 1, MOST_BYTES));
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("mirror.percent is " + percent + "; expected 1 to 100");
        }
        if (maxConcurrent < 1 || maxConcurrent > MOST_CONCURRENT) {
            throw new IllegalArgumentException(
                    "mirror.maxConcurrent is " + maxConcurrent + "; expected 1 to " + MOST_CONCURRENT);
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
    public Map<String, String> upstreams() {
        return Map.of("/mirror/upstream", upstream);
    }

    @Override
    public PolicySpec named(String other) {
        return new MirrorSpec(other, upstream, percent, maxBodyBytes, maxConcurrent);
    }
}
