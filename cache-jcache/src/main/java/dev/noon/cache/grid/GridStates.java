package dev.noon.cache.grid;

import com.hazelcast.cache.ICache;
import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.Patience;
import dev.noon.cache.Region;
import dev.noon.cache.SharedStates;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.cache.expiry.ExpiryPolicy;

/**
 * States in a region of the grid. Each change is one compare-and-set where the key lives; a message tells the other
 * nodes of it. Thread-safe.
 */
final class GridStates implements SharedStates {
    private static final int ATTEMPTS = 3;
    private static final int MOST_ASKED = 256;
    private static final State NONE = new State(0, "");
    /** What nobody has changed for a day is told anew by whoever still knows it. */
    private static final ExpiryPolicy A_DAY = GridPlace.lasting(Duration.ofDays(1));

    private final GridPlace place;
    private final Region region;
    private final GridTopic topic;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile BiConsumer<String, State> listener = (key, state) -> {};

    /** @param topicName what nodes tell each other under */
    GridStates(GridPlace place, HazelcastInstance hazelcast, Region region, String topicName) {
        this.place = place;
        this.region = region;
        this.topic = new GridTopic(hazelcast, topicName, place.failures());
        topic.listen(this::heard);
    }

    /** Like {@link GridTier#open}; from then on it hears what other nodes tell. */
    boolean open() {
        try {
            if (!place.open()) {
                return false;
            }
            topic.open();
            return true;
        } catch (RuntimeException e) {
            place.failures().report(e);
            return false;
        }
    }

    void close() {
        topic.close();
    }

    @Override
    public Offer offer(String key, State next) {
        Patience patience = new Patience();
        for (int i = 0; i < ATTEMPTS; i++) {
            Answer<byte[]> answer = place.ask(region, key, patience, states -> states.getAsync(key));
            if (!(answer instanceof Answer.Given<byte[]> known)) {
                return new Offer.Away();
            }
            State current = known.value().map(GridStates::decoded).orElse(NONE);
            if (current.version() >= next.version()) {
                return new Offer.Beaten(current);
            }
            Answer<Boolean> swap =
                    place.ask(region, key, patience, states -> swap(states, key, known.value(), encoded(next)));
            if (!(swap instanceof Answer.Given<Boolean> swapped)) {
                return new Offer.Away();
            }
            if (swapped.value().orElse(false)) {
                topic.tell(next.version() + "\n" + key + "\n" + next.text());
                return new Offer.Taken();
            }
        }
        return new Offer.Away();
    }

    @Override
    public void ask(Set<String> keys, BiConsumer<String, State> answer) {
        Optional<ICache<String, byte[]>> cache = place.cache(region);
        if (cache.isEmpty() || asked.get() > 0) {
            return;
        }
        keys.stream().limit(MOST_ASKED).forEach(key -> ask(cache.get(), key, answer));
    }

    @Override
    public void listen(BiConsumer<String, State> other) {
        listener = other;
    }

    private void ask(ICache<String, byte[]> states, String key, BiConsumer<String, State> answer) {
        asked.incrementAndGet();
        try {
            states.getAsync(key).whenComplete((bytes, failure) -> {
                asked.decrementAndGet();
                if (failure == null) {
                    answer.accept(key, bytes == null ? NONE : decoded(bytes));
                }
            });
        } catch (RuntimeException e) {
            asked.decrementAndGet();
            place.failures().report(e);
        }
    }

    private static CompletionStage<Boolean> swap(
            ICache<String, byte[]> states, String key, Optional<byte[]> current, byte[] next) {
        return current.isPresent()
                ? states.replaceAsync(key, current.get(), next, A_DAY)
                : states.putIfAbsentAsync(key, next, A_DAY);
    }

    private void heard(String text) {
        String[] parts = text.split("\n", 3);
        if (parts.length == 3) {
            listener.accept(parts[1], new State(Long.parseLong(parts[0]), parts[2]));
        }
    }

    private static byte[] encoded(State state) {
        byte[] text = state.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(state.version())
                .put(text)
                .array();
    }

    /** What is too short to be a state is none. */
    private static State decoded(byte[] bytes) {
        return bytes.length < Long.BYTES
                ? NONE
                : new State(
                        ByteBuffer.wrap(bytes).getLong(),
                        new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8));
    }
}
