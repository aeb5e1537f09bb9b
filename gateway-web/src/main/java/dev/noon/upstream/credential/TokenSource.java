package dev.noon.upstream.credential;

import dev.noon.exchange.SharedResource;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The token of one credential on this node: fetched by the first request that needs it while others wait for the same
 * answer, kept, and renewed in the background before it ends. After a fetch that failed nobody asks again for a while.
 * Thread-safe.
 */
final class TokenSource implements SharedResource {
    /** Asks the authorization server. */
    interface Fetch extends AutoCloseable {
        /**
         * A new token; blocks for the fetch's own timeouts.
         *
         * @throws IOException if there is none; the message says why and shows nothing of it
         */
        Token token() throws IOException;

        /** Closes connections whose time is over. */
        void sweep();

        @Override
        void close();
    }

    /** What the source works with. */
    record Surroundings(Ticker ticker, Executor background, TokenCounts counts) {}

    private static final Logger LOG = System.getLogger(TokenSource.class.getName());
    private static final long PATIENCE_SECONDS = 15;
    private static final long SHORTEST_REST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_DOUBLINGS = 4;
    /** A token younger than this is not fetched anew because it was refused. */
    private static final long COOL_DOWN_NANOS = Duration.ofSeconds(5).toNanos();

    private final String name;
    private final Fetch fetch;
    private final Surroundings around;
    private final AtomicReference<@Nullable Token> held = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> underWay = new AtomicReference<>();
    private final AtomicBoolean warming = new AtomicBoolean();
    private volatile boolean warm;
    private volatile int failures;
    private volatile long restUntilNanos;

    /** @param name of the credential, for the log */
    TokenSource(String name, Fetch fetch, Surroundings around) {
        this.name = name;
        this.fetch = fetch;
        this.around = around;
    }

    /** A token that is good now; empty if none can be had. Waits for the server only where there is none. */
    Optional<String> token() {
        long now = around.ticker().nanos();
        Token token = held.get();
        if (token == null || !token.isGood(now)) {
            return isResting(now) ? Optional.empty() : fetchedOrJoined();
        }
        if (token.isDue(now) && !isResting(now) && underWay.get() == null) {
            renew();
        }
        return Optional.of(token.text());
    }

    /** An upstream did not take that token: it is not shown again, unless it is so new that another would not help. */
    void refused(String text) {
        Token token = held.get();
        if (token == null || !token.text().equals(text)) {
            return;
        }
        if (around.ticker().nanos() - token.gotNanos() >= COOL_DOWN_NANOS) {
            held.compareAndSet(token, null);
        }
    }

    /** Fetches the first token. */
    @Override
    public void warm() {
        if (warming.compareAndSet(false, true)) {
            renew();
        }
    }

    @Override
    public boolean isWarm() {
        return warm;
    }

    @Override
    public void sweep() {
        fetch.sweep();
    }

    @Override
    public void close() {
        fetch.close();
    }

    private void renew() {
        try {
            around.background().execute(this::fetchAlone);
        } catch (RejectedExecutionException e) {
            // The node stops, or is busy: a request fetches it when it needs it.
            warm = true;
        }
    }

    private void fetchAlone() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        if (underWay.compareAndSet(null, mine)) {
            fetch(mine);
        }
        warm = true;
    }

    private Optional<String> fetchedOrJoined() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> first = underWay.compareAndExchange(null, mine);
        if (first == null) {
            fetch(mine);
        } else {
            await(first);
        }
        Token token = held.get();
        return token != null && token.isGood(around.ticker().nanos()) ? Optional.of(token.text()) : Optional.empty();
    }

    private static void await(CompletableFuture<Boolean> first) {
        try {
            first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "waited in vain for another's fetch of a token", e);
        }
    }

    private void fetch(CompletableFuture<Boolean> mine) {
        try {
            Token token = held.get();
            long now = around.ticker().nanos();
            // Somebody may have fetched it since this was decided.
            if (token == null || token.isDue(now)) {
                held.set(fetch.token());
                around.counts().fetched();
                failures = 0;
            }
        } catch (IOException e) {
            failed(e);
        } finally {
            underWay.set(null);
            mine.complete(true);
        }
    }

    private void failed(IOException why) {
        around.counts().failed();
        int before = failures;
        failures = before + 1;
        restUntilNanos = around.ticker().nanos() + (SHORTEST_REST_NANOS << Math.min(before, MOST_DOUBLINGS));
        if (before == 0) {
            LOG.log(Level.WARNING, "no token for Credential/" + name + ": " + why.getMessage());
        }
    }

    private boolean isResting(long now) {
        return failures > 0 && now - restUntilNanos < 0;
    }
}
