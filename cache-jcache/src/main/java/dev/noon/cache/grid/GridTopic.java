package dev.noon.cache.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import com.hazelcast.topic.Message;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What nodes of a grid tell each other: heard soon by whoever is there, and perhaps not at all. Until {@link #open} has succeeded
 * nothing is told or heard. Thread-safe.
 */
final class GridTopic {
    private static final UUID NONE = new UUID(0, 0);

    private final HazelcastInstance hazelcast;
    private final String name;
    private final FailureLog failures;
    private volatile Optional<ITopic<String>> topic = Optional.empty();
    private volatile UUID registration = NONE;
    private volatile Consumer<String> listener = text -> {};

    GridTopic(HazelcastInstance hazelcast, String name, FailureLog failures) {
        this.hazelcast = hazelcast;
        this.name = name;
        this.failures = failures;
    }

    /** Begins to hear; safe to repeat. May throw what the grid throws. */
    synchronized void open() {
        if (topic.isEmpty()) {
            ITopic<String> opened = hazelcast.getTopic(name);
            registration = opened.addMessageListener(this::heard);
            topic = Optional.of(opened);
        }
    }

    /** Hears nothing more. */
    synchronized void close() {
        topic.ifPresent(open -> open.removeMessageListener(registration));
        topic = Optional.empty();
    }

    void listen(Consumer<String> other) {
        listener = other;
    }

    /** Tells the other nodes; never blocks for them. */
    void tell(String text) {
        try {
            topic.ifPresent(open -> open.publish(text));
        } catch (RuntimeException e) {
            failures.report(e);
        }
    }

    private void heard(Message<String> message) {
        boolean own = message.getPublishingMember() != null
                && message.getPublishingMember().localMember();
        if (!own) {
            try {
                listener.accept(message.getMessageObject());
            } catch (RuntimeException e) {
                failures.report(e);
            }
        }
    }
}
