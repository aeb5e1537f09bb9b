package dev.noon.it.behaviour;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time, so many seconds after this class was first used, in the forms that HTTP has (RFC 9110 section 5.6.7). */
final class Dates {
    private static final long STARTED = System.currentTimeMillis();
    private static final DateTimeFormatter FIXED = form("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
    private static final DateTimeFormatter RFC_850 = form("EEEE, dd-MMM-yy HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss yyyy");

    private Dates() {}

    /** This moment, in the form that is written today. */
    static String now() {
        return FIXED.format(Instant.now());
    }

    /** The form that is written today. */
    static String at(long seconds) {
        return FIXED.format(instant(seconds));
    }

    /** The form with the whole weekday and a year of two digits. */
    static String rfc850(long seconds) {
        return RFC_850.format(instant(seconds));
    }

    /** The form of C's {@code asctime}. */
    static String asctime(long seconds) {
        return ASCTIME.format(instant(seconds));
    }

    /** Any other form. */
    static String in(String pattern, long seconds) {
        return form(pattern).format(instant(seconds));
    }

    private static Instant instant(long seconds) {
        return Instant.ofEpochMilli(STARTED + seconds * 1000);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
