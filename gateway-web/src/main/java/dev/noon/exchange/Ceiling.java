package dev.noon.exchange;

/**
 * How much a limit lets pass, for the clients it counts. It is the same for most of them, so its texts are made once. Immutable.
 */
public final class Ceiling {
    private final String name;
    private final String type;
    private final long limit;
    private final long windowSeconds;
    private final String limitText;
    private final String policyText;

    /**
     * @param name name of the policy, without quotation marks
     * @param type {@code throttle} or {@code quota}
     * @param limit units of a window
     * @param windowSeconds how long a window is
     */
    public Ceiling(String name, String type, long limit, long windowSeconds) {
        this.name = name;
        this.type = type;
        this.limit = limit;
        this.windowSeconds = windowSeconds;
        this.limitText = Long.toString(limit);
        this.policyText = '"' + name + "\";q=" + limit + ";w=" + windowSeconds;
    }

    /** Name of the policy. */
    public String name() {
        return name;
    }

    /** {@code throttle} or {@code quota}. */
    public String type() {
        return type;
    }

    /** Whether it is this many units in windows of that length. */
    public boolean is(long units, long seconds) {
        return limit == units && windowSeconds == seconds;
    }

    /** Units of a window, in digits. */
    public String limitText() {
        return limitText;
    }

    /** An item of the field {@code RateLimit-Policy}. */
    public String policyText() {
        return policyText;
    }
}
