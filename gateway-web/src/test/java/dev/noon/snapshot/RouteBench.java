package dev.noon.snapshot;

import com.sun.management.ThreadMXBean;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.PathRule;
import dev.noon.model.PathRule.Shape;
import dev.noon.model.Route;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Lookups among ten routes and among ten thousand, side by side in one run: the same requests, to ten routes that both
 * tables have. Exit code 0 if every ratio is at most 1.1. Started by {@code src-it/bench routes}.
 */
public final class RouteBench {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int ROUNDS = 41;
    private static final int LOOKUPS = 100_000;
    private static final double MOST = 1.1;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private boolean held = true;

    private RouteBench() {}

    /** Runs every kind of route. */
    public static void main(String[] arguments) {
        System.exit(new RouteBench().run() ? 0 : 1);
    }

    private boolean run() {
        System.out.println("lookup of        10 routes   10,000   ratio   bytes   10,000 in turn");
        kind(
                "prefix",
                i -> route("*", PathRule.prefix("/api/p" + i)),
                i -> request("a.example", "/api/p" + i + "/x/y"));
        kind("exact", i -> route("*", PathRule.exact("/api/p" + i)), i -> request("a.example", "/api/p" + i));
        kind(
                "template",
                i -> route("*", template("/api/p" + i + "/{id}")),
                i -> request("a.example", "/api/p" + i + "/7"));
        kind(
                "host",
                i -> route("h" + i + ".example", PathRule.prefix("/")),
                i -> request("h" + i + ".example", "/x/y"));
        kind(
                "wildcard",
                i -> route("*.h" + i + ".example", PathRule.prefix("/")),
                i -> request("a.h" + i + ".example", "/x/y"));
        kind("every kind", RouteBench::any, RouteBench::toAny);
        patch();
        return held;
    }

    private static Route any(int i) {
        return switch (i % 5) {
            case 0 -> route("*", PathRule.prefix("/api/p" + i));
            case 1 -> route("*", PathRule.exact("/api/p" + i));
            case 2 -> route("*", template("/api/p" + i + "/{id}"));
            case 3 -> route("h" + i + ".example", PathRule.prefix("/"));
            default -> route("*.h" + i + ".example", PathRule.prefix("/"));
        };
    }

    private static Request toAny(int i) {
        return switch (i % 5) {
            case 0 -> request("a.example", "/api/p" + i + "/x/y");
            case 1 -> request("a.example", "/api/p" + i);
            case 2 -> request("a.example", "/api/p" + i + "/7");
            case 3 -> request("h" + i + ".example", "/x/y");
            default -> request("a.h" + i + ".example", "/x/y");
        };
    }

    private void kind(String name, IntFunction<Route> route, IntFunction<Request> request) {
        RouteTable few = new RouteTable(proxies(FEW, route));
        RouteTable many = new RouteTable(proxies(MANY, route));
        Request[] ten = requests(FEW, request);
        Request[] all = requests(MANY, request);
        double[] fewNanos = new double[ROUNDS];
        double[] manyNanos = new double[ROUNDS];
        double[] turnNanos = new double[ROUNDS];
        for (int i = -ROUNDS; i < ROUNDS; i++) {
            int round = Math.max(0, i);
            fewNanos[round] = nanos(few, ten);
            manyNanos[round] = nanos(many, ten);
            turnNanos[round] = nanos(many, all);
        }
        double[] ratios = new double[ROUNDS];
        Arrays.setAll(ratios, i -> manyNanos[i] / fewNanos[i]);
        double ratio = median(ratios);
        held &= ratio <= MOST;
        System.out.printf(
                "%-16s %6.1f ns  %6.1f ns  %5.2f  %5d     %6.1f ns%s%n",
                name,
                median(fewNanos),
                median(manyNanos),
                ratio,
                bytes(many, ten),
                median(turnNanos),
                ratio > MOST ? "   MISSED" : "");
    }

    /** What one changed proxy of all costs the table. */
    private void patch() {
        List<CompiledProxy> proxies = proxies(MANY, RouteBench::any);
        RouteTable table = new RouteTable(proxies);
        double[] micros = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            CompiledProxy old = proxies.get(i);
            CompiledProxy successor = Snapshots.proxy(old.name(), any(i), (exchange, next) -> Requests.reply(200, ""));
            long start = System.nanoTime();
            RouteTable next = table.replacing(Map.of(old, successor));
            micros[i] = (System.nanoTime() - start) / 1000.0;
            held &= next != table;
        }
        System.out.printf("one changed proxy of 10,000: %.0f µs%n", median(micros));
    }

    private double nanos(RouteTable table, Request[] requests) {
        long start = System.nanoTime();
        look(table, requests);
        return (System.nanoTime() - start) / (double) LOOKUPS;
    }

    private long bytes(RouteTable table, Request[] requests) {
        long before = threads.getCurrentThreadAllocatedBytes();
        look(table, requests);
        return (threads.getCurrentThreadAllocatedBytes() - before) / LOOKUPS;
    }

    private void look(RouteTable table, Request[] requests) {
        int at = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            if (!(table.match(requests[at]) instanceof RouteMatch.Found)) {
                throw new IllegalStateException("nothing is found at " + requests[at].target());
            }
            at = at + 1 == requests.length ? 0 : at + 1;
        }
    }

    private static List<CompiledProxy> proxies(int count, IntFunction<Route> route) {
        List<CompiledProxy> proxies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            proxies.add(Snapshots.proxy("p" + i, route.apply(i), (exchange, next) -> Requests.reply(200, "")));
        }
        return proxies;
    }

    private static Request[] requests(int count, IntFunction<Request> request) {
        Request[] requests = new Request[count];
        Arrays.setAll(requests, request);
        return requests;
    }

    private static Route route(String host, PathRule path) {
        return new Route(List.of(host), path, List.of(), List.of());
    }

    private static PathRule template(String text) {
        return new PathRule(Shape.TEMPLATE, text);
    }

    private static Request request(String host, String target) {
        return Requests.at(host, "GET", target);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
