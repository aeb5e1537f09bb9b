package dev.noon.cache;

import java.util.Locale;
import java.util.stream.IntStream;

/** What a judgement costs: nanoseconds for an entry that began after every purge, and for one that must be looked at. Run by hand. */
final class StampsBench {
    private static final int ROUNDS = 7;
    private static final int CALLS = 20_000_000;

    private StampsBench() {}

    /** Prints a line for each case. */
    public static void main(String[] arguments) {
        Stamps stamps = new Stamps();
        for (int i = 1; i <= 50_000; i++) {
            stamps.purge(Selection.tag("tag-" + i, ""), i % 2 == 0, i, 0);
        }
        for (int i = 1; i <= 64; i++) {
            stamps.purge(Selection.prefix("loans", "/loans/" + i + "/x"), false, 50_000 + i, 0);
        }
        stamps.purge(Selection.proxy("cards"), false, 60_000, 0);
        print("began after every purge", stamps, 60_000, Tags.NONE);
        print("began before them, no tags", stamps, 0, Tags.NONE);
        print("began before them, 4 tags", stamps, 0, tags(4));
        print("began before them, 32 tags", stamps, 0, tags(32));
    }

    private static Tags tags(int count) {
        return Tags.of(
                IntStream.range(0, count).mapToLong(i -> Tags.hash("own-" + i)).toArray());
    }

    private static void print(String what, Stamps stamps, long began, Tags tags) {
        CacheKey key =
                CacheKey.of(Scope.PROXY, "loans", 1).part("GET").part("/loans").build();
        Provenance provenance = new Provenance(began, 1, "/loans/quote", tags);
        double best = Double.MAX_VALUE;
        int valid = 0;
        int calls = began > 0 ? CALLS : CALLS / 20;
        for (int round = 0; round < ROUNDS; round++) {
            long from = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                valid += stamps.judge(key, provenance) == Stamps.Verdict.VALID ? 1 : 0;
            }
            best = Math.min(best, (double) (System.nanoTime() - from) / calls);
        }
        System.out.printf(Locale.ROOT, "%-32s %8.2f ns (%d valid)%n", what, best, valid);
    }
}
