package dev.noon.model.policy;

import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.time.Duration;

/**
 * Lets clients speak WebSocket with the upstream (RFC 6455).
 *
 * @param idle how long nothing may pass either way before the connection is ended, 1 s to 1 d
 */
public record WebSocketSpec(String name, Duration idle) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "webSocket";

    /** What {@link #idle} is unless the definition says otherwise. */
    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(5);

    public WebSocketSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        if (idle.compareTo(Duration.ofSeconds(1)) < 0 || idle.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(TYPE + ".idle is " + idle + "; must be 1s to 1d");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.GATE;
    }

    @Override
    public PolicySpec named(String other) {
        return new WebSocketSpec(other, idle);
    }
}
