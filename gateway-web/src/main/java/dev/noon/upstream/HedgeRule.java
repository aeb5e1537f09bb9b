package dev.noon.upstream;

import dev.noon.model.Breaker;
import dev.noon.model.Hedge;
import dev.noon.time.Ticker;
import dev.noon.upstream.breaker.SlidingWindow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Which requests may be sent twice, and when. Counts requests and second ones of ten seconds. Thread-safe. */
final class HedgeRule {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
    private static final FailureRule BAD = FailureRule.of(Breaker.Failures.DEFAULT);

    private final Hedge settings;
    private final SlidingWindow window;
    private final Ticker ticker;
    private final Executor later;

    /** @param background runs second requests */
    HedgeRule(Hedge settings, Ticker ticker, Executor background) {
        this.settings = settings;
        this.window = new SlidingWindow(WINDOW_NANOS, ticker.nanos());
        this.ticker = ticker;
        this.later = CompletableFuture.delayedExecutor(settings.after().toNanos(), TimeUnit.NANOSECONDS, background);
    }

    /** A request came. */
    void began() {
        window.add(false, ticker.nanos());
    }

    /** Whether sending it twice at a time does no harm. */
    boolean concerns(UpstreamRequest request) {
        boolean safe =
                switch (request.method()) {
                    case "GET", "HEAD", "OPTIONS" -> true;
                    default -> false;
                };
        return safe && !request.body().present();
    }

    /** Whether a second request may be sent now; if so, it is counted. */
    boolean allows() {
        boolean may = window.hasRoom(settings.minimum(), settings.budget(), ticker.nanos());
        if (may) {
            window.mark(ticker.nanos());
        }
        return may;
    }

    /** Whether an answer is one that somebody waits for. */
    boolean isGood(Answer answer) {
        return answer instanceof Answer.Answered && !BAD.isFailure(answer);
    }

    /** Runs {@code second} when the first has taken too long; cancelling what comes back keeps it from beginning. */
    CompletableFuture<Void> later(Runnable second) {
        return CompletableFuture.runAsync(second, later);
    }
}
