package dev.noon.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Points in time in the three forms that HTTP has (RFC 9110 section 5.6.7). Case does not count, as RFC 9111 section 4.2
 * asks of caches; any zone but GMT is malformed. Whether the weekday fits is not looked at.
 */
public final class HttpDates {
    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final String MONTH = "(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
    private static final Pattern FIXED =
            form("(mon|tue|wed|thu|fri|sat|sun), (?<day>\\d\\d) " + MONTH + " (?<year>\\d{4}) " + TIME + " gmt");
    private static final Pattern RFC_850 = form(
            "(mon|tues|wednes|thurs|fri|satur|sun)day, (?<day>\\d\\d)-" + MONTH + "-(?<year>\\d\\d) " + TIME + " gmt");
    private static final Pattern ASCTIME =
            form("(mon|tue|wed|thu|fri|sat|sun) " + MONTH + " (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})");

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int LONGEST = 40;

    private HttpDates() {}

    /**
     * Milliseconds since the epoch; empty if {@code text} is malformed.
     *
     * @param nowMillis tells which century a year of two digits is in: it is at most 50 years ahead
     */
    public static OptionalLong millis(String text, long nowMillis) {
        String date = text.strip();
        if (date.length() > LONGEST) {
            return OptionalLong.empty();
        }
        Matcher fixed = FIXED.matcher(date);
        if (fixed.matches()) {
            return at(fixed, number(fixed, "year"));
        }
        Matcher old = RFC_850.matcher(date);
        if (old.matches()) {
            return at(old, fullYear(number(old, "year"), nowMillis));
        }
        Matcher asctime = ASCTIME.matcher(date);
        return asctime.matches() ? at(asctime, number(asctime, "year")) : OptionalLong.empty();
    }

    /** In the one form that is written today; fractions of a second are lost. */
    public static String write(long millis) {
        return WRITTEN.format(Instant.ofEpochMilli(millis));
    }

    private static OptionalLong at(Matcher form, int year) {
        int month = MONTHS.indexOf(form.group("month").toLowerCase(Locale.ROOT)) / 3 + 1;
        int second = number(form, "second");
        try {
            LocalDateTime time = LocalDateTime.of(
                    year,
                    month,
                    number(form, "day"),
                    number(form, "hour"),
                    number(form, "minute"),
                    second == 60 ? 59 : second);
            return OptionalLong.of(time.toEpochSecond(ZoneOffset.UTC) * 1000);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static int fullYear(int twoDigits, long nowMillis) {
        int thisYear = Instant.ofEpochMilli(nowMillis).atOffset(ZoneOffset.UTC).getYear();
        int year = thisYear - thisYear % 100 + twoDigits;
        if (year > thisYear + 50) {
            return year - 100;
        }
        return year <= thisYear - 50 ? year + 100 : year;
    }

    private static int number(Matcher form, String group) {
        return Integer.parseInt(form.group(group).strip());
    }

    private static Pattern form(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }
}
