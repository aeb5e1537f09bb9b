package dev.noon.it.bench;

import java.util.Arrays;
import java.util.List;

/**
 * The benchmarks' one entry: {@code ratios}, {@code soak}, {@code steady}, {@code start}, {@code scale},
 * {@code history} or {@code partition}, with its options. Exit code 0: every threshold held; 1: one did not; 2: wrong
 * usage, or it cannot run here.
 */
public final class Bench {
    private static final String USAGE = """
            usage: src-it/bench ratios [--rounds 3] [--seconds 4] [--hit 0.85] [--proxied 1.0] [--only NAME,NAME…]
                   src-it/bench soak   [--applies 1000] [--rate 200] [--events on|off] [--paused on|off] [--p99 MILLIS]
                   src-it/bench steady [--applies 2000] [--warmup 200] [--rate 50]
                   src-it/bench start  [--rounds 3]
                   src-it/bench scale  [--proxies 10000] [--rounds 20] [--many 200]
                   src-it/bench history [--revisions 100000] [--clients 3]
                   src-it/bench partition [--cases alone,store,grid,split,kill,pause,manager] [--within SECONDS]
            """;

    private Bench() {}

    /** Runs the benchmark that the first argument names. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            System.err.print(USAGE);
            return 2;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        try {
            return switch (arguments.get(0)) {
                case "ratios" -> Ratios.run(rest);
                case "soak" -> Soak.run(rest);
                case "steady" -> Steady.run(rest);
                case "start" -> Start.run(rest);
                case "scale" -> Scale.run(rest);
                case "history" -> History.run(rest);
                case "partition" -> Partition.run(rest);
                default -> throw new IllegalArgumentException("benchmark " + arguments.get(0) + " is unknown");
            };
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            return 2;
        }
    }
}
