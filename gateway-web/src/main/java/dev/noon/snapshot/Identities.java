package dev.noon.snapshot;

import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.policy.identity.Consumers;
import dev.noon.policy.identity.FetchedKeys;
import dev.noon.policy.identity.Tokens;
import dev.noon.snapshot.SharedResources.Lease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may call, at one revision: consumers by what they show, and providers whose tokens are believed.
 *
 * @param sources what the consumers were made from: each with its credentials behind it
 */
record Identities(List<List<Versioned>> sources, Consumers consumers, Map<String, HeldProvider> providers) {
    static final Identities NONE = new Identities(List.of(), Consumers.NONE, Map.of());

    /**
     * A provider.
     *
     * @param keys those that it publishes; empty if they are written down
     * @param tokens what verifies its tokens; the same as long as the definition is
     */
    record HeldProvider(Versioned entry, Optional<Lease<FetchedKeys>> keys, Tokens tokens) {
        HeldProvider again() {
            return new HeldProvider(entry, keys.map(Lease::again), tokens);
        }

        void release() {
            keys.ifPresent(Lease::release);
        }
    }

    /** Finds consumers and providers, and remembers that somebody has looked. Confined to one thread. */
    static final class Finder {
        private final Identities identities;
        private final Map<String, Tokens> providers = new HashMap<>();
        private Optional<Consumers> consumers = Optional.empty();

        Finder(Identities identities) {
            this.identities = identities;
        }

        Consumers consumers() {
            consumers = Optional.of(identities.consumers());
            return identities.consumers();
        }

        /** @throws IllegalArgumentException if there is no provider of that name */
        Tokens tokens(String provider) {
            HeldProvider found = identities.providers().get(provider);
            if (found == null) {
                throw new IllegalArgumentException("names " + provider + ", which is not defined");
            }
            providers.put(provider, found.tokens());
            return found.tokens();
        }

        Used used() {
            return new Used(consumers, providers);
        }
    }

    /** What was found. */
    record Used(Optional<Consumers> consumers, Map<String, Tokens> providers) {
        static final Used NOTHING = new Used(Optional.empty(), Map.of());

        Used {
            providers = Map.copyOf(providers);
        }

        /** Whether looking again would find the same. */
        boolean stand(Identities now) {
            return consumers.filter(used -> used != now.consumers()).isEmpty()
                    && providers.entrySet().stream().allMatch(used -> {
                        HeldProvider found = now.providers().get(used.getKey());
                        return found != null && found.tokens() == used.getValue();
                    });
        }
    }

    Identities again() {
        Map<String, HeldProvider> held = new HashMap<>();
        providers.forEach((name, provider) -> held.put(name, provider.again()));
        return new Identities(sources, consumers, held);
    }

    void release() {
        providers.values().forEach(HeldProvider::release);
    }

    /** What gets ready before it is used. */
    Stream<FetchedKeys> toWarm() {
        return providers.values().stream()
                .flatMap(provider -> provider.keys().stream())
                .map(Lease::resource);
    }
}
