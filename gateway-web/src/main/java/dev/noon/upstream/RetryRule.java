package dev.noon.upstream;

import dev.noon.model.Retries;
import dev.noon.time.Ticker;
import dev.noon.upstream.breaker.SlidingWindow;
import java.time.Duration;

/** Whether what became of a request is worth another target. Counts requests and retries of ten seconds. Thread-safe. */
final class RetryRule {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private final Retries settings;
    private final FailureRule worthwhile;
    private final SlidingWindow window;
    private final Ticker ticker;

    RetryRule(Retries settings, Ticker ticker) {
        this.settings = settings;
        this.worthwhile = new FailureRule(settings.outcomes(), settings.statuses());
        this.window = new SlidingWindow(WINDOW_NANOS, ticker.nanos());
        this.ticker = ticker;
    }

    /** A request came. */
    void began() {
        window.add(false, ticker.nanos());
    }

    /**
     * Whether {@code request} may be sent again after {@code answer}; if so, the retry is counted.
     *
     * @param attempts how often it was sent again already
     */
    boolean allows(UpstreamRequest request, Answer answer, int attempts) {
        boolean may = attempts < settings.attempts()
                && request.isIdempotent()
                && !request.body().present()
                && worthwhile.isFailure(answer)
                && window.hasRoom(settings.minimum(), settings.budget(), ticker.nanos());
        if (may) {
            window.mark(ticker.nanos());
        }
        return may;
    }
}
