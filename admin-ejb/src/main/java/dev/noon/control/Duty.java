package dev.noon.control;

import java.util.Locale;

/** Whether a node takes traffic. */
public enum Duty {
    /** It says that it is ready. */
    SERVING,
    /** It takes traffic, and waits for its turn in a rollout. */
    WAITING,
    /** It says that it is not ready; requests may still come or be under way. */
    DRAINING,
    /** It says that it is not ready, and what was under way has ended or was given up waiting for. */
    DRAINED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The duty as documents and JSON spell it. */
    public String text() {
        return text;
    }

    /** Whether load balancers are to send requests. */
    public boolean wantsTraffic() {
        return this == SERVING || this == WAITING;
    }

    /**
     * The duty that is spelled {@code text}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Duty of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
