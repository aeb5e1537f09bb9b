package dev.noon.counter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Cuts time into buckets, and says how many of them count at a time. Times are milliseconds since the epoch. Implementations are
 * immutable.
 */
public sealed interface Windows {
    /** Where the bucket begins that {@code millis} is in. */
    long start(long millis);

    /** Where the bucket ends that begins at {@code start}, and the next one begins. */
    long end(long start);

    /** How many buckets before the current one count; the oldest of them only with the part of it that is still within a window. */
    int earlier();

    /**
     * How long after the end of a bucket units may still be spent that were taken in it, milliseconds: where windows slide each unit
     * may count for up to a bucket too short, and whoever has units in advance need not wait for others when a bucket ends.
     */
    default long lateMillis() {
        return 0;
    }

    /** How long a window is, in whole seconds, at least 1; of months the length of the one that begins at {@code start}. */
    long seconds(long start);

    /**
     * Windows that follow each other, cut from the epoch on: a minute begins with second 0.
     *
     * @param lengthMillis a whole number of seconds
     */
    record Fixed(long lengthMillis) implements Windows {
        public Fixed {
            positive(lengthMillis);
        }

        @Override
        public long start(long millis) {
            return Math.floorDiv(millis, lengthMillis) * lengthMillis;
        }

        @Override
        public long end(long start) {
            return start + lengthMillis;
        }

        @Override
        public int earlier() {
            return 0;
        }

        @Override
        public long seconds(long start) {
            return Math.max(1, lengthMillis / 1000);
        }
    }

    /** What calendars count. */
    enum Unit {
        DAY,
        /** From Monday on. */
        WEEK,
        MONTH
    }

    /** Windows of the calendar in {@code zone}: where clocks change a day has 23 or 25 hours. */
    record Calendar(Unit unit, ZoneId zone) implements Windows {
        @Override
        public long start(long millis) {
            LocalDate day = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
            return millis(first(day));
        }

        @Override
        public long end(long start) {
            LocalDate first = first(Instant.ofEpochMilli(start).atZone(zone).toLocalDate());
            return millis(
                    switch (unit) {
                        case DAY -> first.plusDays(1);
                        case WEEK -> first.plusWeeks(1);
                        case MONTH -> first.plusMonths(1);
                    });
        }

        @Override
        public int earlier() {
            return 0;
        }

        @Override
        public long seconds(long start) {
            return (end(start) - start) / 1000;
        }

        private LocalDate first(LocalDate day) {
            return switch (unit) {
                case DAY -> day;
                case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
                case MONTH -> day.withDayOfMonth(1);
            };
        }

        private long millis(LocalDate day) {
            return day.atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }

    /**
     * The last so many milliseconds before now, in {@link #BUCKETS} buckets. What was used evenly over the oldest bucket leaves it
     * evenly; what was used all at once may count for up to a bucket too short or too long.
     */
    record Sliding(long lengthMillis) implements Windows {
        /** Buckets of a window. */
        public static final int BUCKETS = 10;

        /** As long as it takes to take units of the next bucket, on a busy machine. */
        private static final long LATE_MILLIS = 100;

        private static final long LONGEST_WITH_LATE_MILLIS = 60_000;

        public Sliding {
            positive(lengthMillis / BUCKETS);
        }

        @Override
        public long start(long millis) {
            long bucket = lengthMillis / BUCKETS;
            return Math.floorDiv(millis, bucket) * bucket;
        }

        @Override
        public long end(long start) {
            return start + lengthMillis / BUCKETS;
        }

        @Override
        public int earlier() {
            return BUCKETS;
        }

        /** At most a bucket; none in long windows, which can wait. */
        @Override
        public long lateMillis() {
            return lengthMillis > LONGEST_WITH_LATE_MILLIS ? 0 : Math.min(lengthMillis / BUCKETS, LATE_MILLIS);
        }

        @Override
        public long seconds(long start) {
            return Math.max(1, lengthMillis / 1000);
        }
    }

    private static void positive(long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException("length of a window is " + millis + "; must be positive");
        }
    }
}
