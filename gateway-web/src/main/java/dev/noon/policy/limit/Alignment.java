package dev.noon.policy.limit;

import dev.noon.counter.Windows;
import dev.noon.counter.Windows.Calendar;
import dev.noon.counter.Windows.Fixed;
import dev.noon.counter.Windows.Sliding;
import dev.noon.counter.Windows.Unit;
import dev.noon.model.policy.Counting;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.Period;
import dev.noon.model.policy.QuotaSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Where the windows of limits begin. */
final class Alignment {
    private Alignment() {}

    static Windows of(LimitSpec spec) {
        Period per = spec.counting().per();
        if (spec.counting().window() == Counting.Window.SLIDING) {
            return new Sliding(length(per).toMillis());
        }
        ZoneId zone = spec instanceof QuotaSpec quota ? quota.timezone() : ZoneOffset.UTC;
        return switch (per) {
            case SECOND, MINUTE, HOUR -> new Fixed(length(per).toMillis());
            case DAY -> new Calendar(Unit.DAY, zone);
            case WEEK -> new Calendar(Unit.WEEK, zone);
            case MONTH -> new Calendar(Unit.MONTH, zone);
        };
    }

    /** A month that slides has thirty days. */
    private static Duration length(Period per) {
        return switch (per) {
            case SECOND -> Duration.ofSeconds(1);
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(30);
        };
    }
}
