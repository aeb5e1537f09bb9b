package dev.noon.boot;

import dev.noon.edge.Limits;
import dev.noon.exchange.Pace;
import dev.noon.exchange.Surroundings;
import dev.noon.exchange.Traces;
import dev.noon.time.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.Config;

/**
 * How a node takes care of itself.
 *
 * @param upstreamPlaces most exchanges that may call upstreams at a time, 1 or more ({@code noon.upstream.concurrent};
 *     default seven eighths of the request threads, so that threads are left for what the cache answers)
 * @param clientGrace how long a client may be waited for, whatever it sends or takes, 1 to 600 s ({@code
 *     noon.client.grace.seconds}; default 20)
 * @param clientBytesPerSecond how fast it must be on the average after that, 0 for no limit ({@code
 *     noon.client.bytes-per-second}; default 256)
 * @param clientBodyBytes how large a request's body may be, 1 or more ({@code noon.client.body.bytes}; default 100 MiB)
 * @param stopGrace how long load balancers may take to notice that the node is about to stop, 0 to 600 s ({@code
 *     noon.stop.grace.seconds}; default 5)
 */
record Care(
        int upstreamPlaces, Duration clientGrace, int clientBytesPerSecond, long clientBodyBytes, Duration stopGrace) {
    Care {
        NodeSettings.require(upstreamPlaces > 0, "noon.upstream.concurrent", upstreamPlaces, "1 or more");
        requireSeconds("noon.client.grace.seconds", clientGrace, 1);
        NodeSettings.require(
                clientBytesPerSecond >= 0, "noon.client.bytes-per-second", clientBytesPerSecond, "0 or more");
        NodeSettings.require(clientBodyBytes > 0, "noon.client.body.bytes", clientBodyBytes, "1 or more");
        requireSeconds("noon.stop.grace.seconds", stopGrace, 0);
    }

    static Care of(Config config, int threads) {
        return new Care(
                number(config, "noon.upstream.concurrent", Math.max(1, threads - threads / 8)),
                Duration.ofSeconds(number(config, "noon.client.grace.seconds", 20)),
                number(config, "noon.client.bytes-per-second", 256),
                config.getOptionalValue("noon.client.body.bytes", Long.class).orElse(Limits.DEFAULT.bodyBytes()),
                Duration.ofSeconds(number(config, "noon.stop.grace.seconds", 5)));
    }

    /** What every exchange on the node has around it. */
    Surroundings surroundings(Observing observing, Ticker ticker) {
        SecureRandom random = new SecureRandom();
        Traces traces = new Traces(observing.traceStart(), random.nextLong(), random.nextLong());
        Pace pace = new Pace(ticker::nanos, clientGrace.toNanos(), clientBytesPerSecond);
        return new Surroundings(traces, new Semaphore(upstreamPlaces), pace);
    }

    /** How large requests may be, and how slow. */
    Limits limits(Surroundings surroundings) {
        return Limits.DEFAULT.with(surroundings.pace()).with(clientBodyBytes);
    }

    private static int number(Config config, String name, int otherwise) {
        return config.getOptionalValue(name, Integer.class).orElse(otherwise);
    }

    private static void requireSeconds(String name, Duration value, int least) {
        long seconds = value.toSeconds();
        NodeSettings.require(seconds >= least && seconds <= 600, name, seconds, least + " to 600");
    }
}
