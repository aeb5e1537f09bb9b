package dev.noon.cache.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Patience;
import dev.noon.cache.Scope;
import dev.noon.time.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
    private static final int READERS = 16;
    private static final long BUDGET = TimeUnit.SECONDS.toNanos(20);

    private final ExecutorService threads = Executors.newFixedThreadPool(READERS);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void stop() {
        answers.countDown();
        threads.shutdownNow();
    }

    @Test
    void whoComesWhileOneReadsHearsWhatThatOneHears() throws Exception {
        SharedReads<String> reads = new SharedReads<>(BUDGET, Ticker.system());
        Future<Answer<String>> first = reading(reads, "a");
        asked.await();
        CountDownLatch started = new CountDownLatch(READERS - 1);
        List<Future<Answer<String>>> others = Stream.generate(() -> threads.submit(() -> {
                    started.countDown();
                    return reads.read(key("a"), new Patience(), this::answer);
                }))
                .limit(READERS - 1)
                .toList();
        started.await();
        answers.countDown();
        assertThat(first.get()).isEqualTo(new Answer.Given<>(Optional.of("read")));
        for (Future<Answer<String>> other : others) {
            assertThat(other.get()).isEqualTo(first.get());
        }
        // Those who had started, and had not asked yet when the first one was done, ask together once more at most
        // each.
        assertThat(calls.get()).isLessThan(READERS);
    }

    @Test
    void whoHasWaitedEnoughGoesOnWithoutAndTheOneWhoAsksDoesNot() throws Exception {
        SharedReads<String> reads = new SharedReads<>(BUDGET, Ticker.system());
        Future<Answer<String>> first = reading(reads, "a");
        asked.await();
        Patience spent = new Patience();
        spent.spend(BUDGET - TimeUnit.MILLISECONDS.toNanos(5));
        assertThat(reads.read(key("a"), spent, this::answer)).isEqualTo(new Answer.Away<>());
        assertThat(spent.leftNanos(BUDGET)).isNotPositive();
        assertThat(calls).hasValue(1);
        answers.countDown();
        assertThat(first.get()).isEqualTo(new Answer.Given<>(Optional.of("read")));
    }

    @Test
    void anotherKeyIsAnotherRead() throws Exception {
        SharedReads<String> reads = new SharedReads<>(BUDGET, Ticker.system());
        Future<Answer<String>> first = reading(reads, "a");
        asked.await();
        assertThat(reads.read(key("b"), new Patience(), () -> new Answer.Given<>(Optional.of("other"))))
                .isEqualTo(new Answer.Given<>(Optional.of("other")));
        answers.countDown();
        first.get();
    }

    @Test
    void theNextReadIsANewOneAlsoAfterAFailure() {
        SharedReads<String> reads = new SharedReads<>(BUDGET, Ticker.system());
        answers.countDown();
        assertThatIllegalStateException()
                .isThrownBy(() -> reads.read(key("a"), new Patience(), () -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(reads.read(key("a"), new Patience(), this::answer)).isInstanceOf(Answer.Given.class);
        assertThat(reads.read(key("a"), new Patience(), this::answer)).isInstanceOf(Answer.Given.class);
        assertThat(calls).hasValue(2);
    }

    private Future<Answer<String>> reading(SharedReads<String> reads, String name) {
        Supplier<Answer<String>> read = this::answer;
        Callable<Answer<String>> task = () -> reads.read(key(name), new Patience(), read);
        return threads.submit(task);
    }

    private Answer<String> answer() {
        calls.incrementAndGet();
        asked.countDown();
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Answer.Given<>(Optional.of("read"));
    }

    private static CacheKey key(String name) {
        return CacheKey.of(Scope.PROXY, "proxy", 1).part(name).build();
    }
}
