package dev.noon.upstream.breaker;

import dev.noon.cache.SharedStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** A grid in one heap: every listener but nobody's own hears at once, unless messages are lost or the grid is away. */
public final class MemoryStates implements SharedStates {
    private final Map<String, State> states;
    private final List<BiConsumer<String, State>> listeners;
    private final List<BiConsumer<String, State>> own = new ArrayList<>();
    public boolean away;
    public boolean losesMessages;

    public MemoryStates() {
        this(new ConcurrentHashMap<>(), new ArrayList<>());
    }

    private MemoryStates(Map<String, State> states, List<BiConsumer<String, State>> listeners) {
        this.states = states;
        this.listeners = listeners;
    }

    /** Another node of the same grid. */
    public MemoryStates other() {
        return new MemoryStates(states, listeners);
    }

    @Override
    public Offer offer(String key, State next) {
        if (away) {
            return new Offer.Away();
        }
        State current = states.getOrDefault(key, new State(0, ""));
        if (current.version() >= next.version()) {
            return new Offer.Beaten(current);
        }
        states.put(key, next);
        if (!losesMessages) {
            listeners.stream().filter(one -> !own.contains(one)).forEach(one -> one.accept(key, next));
        }
        return new Offer.Taken();
    }

    @Override
    public void ask(Set<String> keys, BiConsumer<String, State> answer) {
        if (!away) {
            keys.forEach(key -> answer.accept(key, states.getOrDefault(key, new State(0, ""))));
        }
    }

    @Override
    public void listen(BiConsumer<String, State> listener) {
        own.add(listener);
        listeners.add(listener);
    }
}
