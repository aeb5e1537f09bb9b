package dev.noon.model.policy;

import dev.noon.model.text.Words;
import java.util.EnumSet;
import java.util.Set;

/** How long a limit's window is. */
public enum Period {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH;

    /** The periods of throttles. */
    static final Set<Period> SHORT = EnumSet.of(SECOND, MINUTE);

    /** The periods of quotas. */
    static final Set<Period> LONG = EnumSet.of(HOUR, DAY, WEEK, MONTH);

    /** The period as definitions spell it. */
    public String text() {
        return Words.text(this);
    }
}
