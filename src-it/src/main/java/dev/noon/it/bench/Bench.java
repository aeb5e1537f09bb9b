package dev.noon.it.bench;

import java.util.Arrays;
import java.util.List;

/**
 * The benchmarks' one entry: the name of one, with its options. Exit code 0: every threshold held; 1: one did not; 2: wrong
 * usage, or it cannot run here.
 */
public final class Bench {
    private static final String USAGE = """
            usage: src-it/bench ratios [--rounds 5] [--seconds 4] [--hit 0.9] [--bare 0.9] [--proxied 1.1] [--only NAME,NAME…]
                   src-it/bench soak   [--applies 1000] [--rate 200] [--events on|off] [--paused on|off] [--p99 MILLIS]
                   src-it/bench steady [--applies 2000] [--warmup 1200] [--rate 50]
                   src-it/bench start  [--rounds 3]
                   src-it/bench scale  [--proxies 10000] [--rounds 20] [--many 200]
                   src-it/bench history [--revisions 100000] [--clients 3]
                   src-it/bench partition [--cases alone,store,grid,split,limits,kill,pause,manager] [--within SECONDS]
                   src-it/bench policies [--rounds 7] [--seconds 4] [--ratio 0.85]
                   src-it/bench parked [--requests 2000] [--delay 5] [--rounds 5] [--hits 0.9] [--resident MB]
                   src-it/bench flood  [--connections 1000] [--seconds 60] [--p99 MILLIS]
                   src-it/bench mixed  [--minutes 30] [--warmup 5] [--every SECONDS] [--rate 60]
                   src-it/bench purge  [--few 40000] [--many 400000] [--rounds 40] [--ms 200] [--ratio 1.5] [--events on|off]
                   src-it/bench fetch  [--requests 200] [--rounds 10] [--kills 3] [--delay 3]
                   src-it/bench zipf   [--cases cold,grid,local,kill] [--hits 0.97] [--share 0.0167] [--grid MILLIS] [--local MILLIS] [--rise 0.05]
                   src-it/bench limits [--cases exact,leased,sliding,throughput,latency,clock,kill,memory] [--rounds 20] [--limit 1000] [--ratio 0.95] [--ms MILLIS] [--identities 1000000] [--mb 700]
                   src-it/bench bodies [--mib 1024] [--heap MIB]
                   src-it/bench behaviours [--failures on|off] [--only NAME,NAME…]
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
                case "policies" -> Policies.run(rest);
                case "parked" -> Parked.run(rest);
                case "flood" -> Flood.run(rest);
                case "mixed" -> Mixed.run(rest);
                case "purge" -> Purging.run(rest);
                case "fetch" -> OneFetch.run(rest);
                case "zipf" -> ReadLoad.run(rest);
                case "limits" -> Limits.run(rest);
                case "bodies" -> Bodies.run(rest);
                case "behaviours" -> CacheBehaviours.run(rest);
                default -> throw new IllegalArgumentException("benchmark " + arguments.get(0) + " is unknown");
            };
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            return 2;
        }
    }
}
