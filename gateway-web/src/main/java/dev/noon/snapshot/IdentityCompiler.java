package dev.noon.snapshot;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Consumer;
import dev.noon.model.Credential;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.IdentityProvider;
import dev.noon.model.IdentityProvider.KeySet;
import dev.noon.model.Kind;
import dev.noon.policy.identity.Consumers;
import dev.noon.policy.identity.FetchedKeys;
import dev.noon.policy.identity.Keys;
import dev.noon.policy.identity.Tokens;
import dev.noon.snapshot.Identities.HeldProvider;
import dev.noon.snapshot.SharedResources.Key;
import dev.noon.snapshot.SharedResources.Lease;
import dev.noon.upstream.credential.CredentialSenders;
import dev.noon.upstream.credential.DocumentFetch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles consumers and providers: takes over what did not change. Used for one revision, by one thread. */
final class IdentityCompiler {
    private static final String KEYS = "keys";

    private final SnapshotCompiler.Parts parts;
    private final DefinitionSet set;
    private final OpenSecrets secrets;

    IdentityCompiler(SnapshotCompiler.Parts parts, DefinitionSet set, OpenSecrets secrets) {
        this.parts = parts;
        this.set = set;
        this.secrets = secrets;
    }

    /**
     * Who may call; the caller releases it.
     *
     * @throws CompileException if a consumer names what is not there; nothing is held then
     */
    Identities compile(Identities before) throws CompileException {
        List<List<Versioned>> sources = new ArrayList<>();
        List<Versioned> providers = new ArrayList<>();
        for (Versioned entry : set.entries().values()) {
            if (entry.definition() instanceof Consumer consumer) {
                sources.add(sources(entry, consumer));
            } else if (entry.definition() instanceof IdentityProvider) {
                providers.add(entry);
            }
        }
        if (sources.isEmpty() && providers.isEmpty()) {
            return Identities.NONE;
        }
        Consumers consumers = sources.equals(before.sources()) ? before.consumers() : consumers(sources);
        return new Identities(sources, consumers, hold(before, providers));
    }

    /** All, or none. */
    private Map<String, HeldProvider> hold(Identities before, List<Versioned> providers) throws CompileException {
        Map<String, HeldProvider> held = new HashMap<>();
        boolean done = false;
        try {
            for (Versioned entry : providers) {
                String name = entry.definition().metadata().name();
                held.put(name, hold(Optional.ofNullable(before.providers().get(name)), entry));
            }
            done = true;
            return held;
        } finally {
            if (!done) {
                held.values().forEach(HeldProvider::release);
            }
        }
    }

    private List<Versioned> sources(Versioned entry, Consumer consumer) throws CompileException {
        List<Versioned> sources = new ArrayList<>();
        sources.add(entry);
        for (String name : consumer.credentials()) {
            sources.add(set.find(new DefinitionId(Kind.CREDENTIAL, name))
                    .orElseThrow(
                            () -> new CompileException(consumer.id(), "spec.credentials", name + " is not defined")));
        }
        return sources;
    }

    private Consumers consumers(List<List<Versioned>> sources) {
        return new Consumers(sources.stream()
                .map(each -> new Consumers.Listed(
                        (Consumer) each.get(0).definition(),
                        each.get(0).generation(),
                        each.stream()
                                .skip(1)
                                .flatMap(entry -> held((Credential) entry.definition()).stream())
                                .toList()))
                .toList());
    }

    private Optional<Consumers.Held> held(Credential credential) {
        Optional<ClearSecret> secret = secrets.find(credential.id(), Credential.SECRET);
        return secret.map(clear -> new Consumers.Held(credential.scheme(), clear));
    }

    private HeldProvider hold(Optional<HeldProvider> before, Versioned entry) throws CompileException {
        if (before.filter(held -> held.entry().equals(entry)).isPresent()) {
            return before.get().again();
        }
        try {
            return made(entry, (IdentityProvider) entry.definition());
        } catch (IllegalArgumentException e) {
            throw new CompileException(entry.definition().id(), "spec.keys", String.valueOf(e.getMessage()));
        }
    }

    private HeldProvider made(Versioned entry, IdentityProvider provider) {
        Optional<Keys> written = Tokens.written(provider);
        if (written.isPresent()) {
            return new HeldProvider(entry, Optional.empty(), new Tokens(provider, entry.generation(), written.get()));
        }
        Lease<FetchedKeys> keys = keys(provider, (KeySet.Remote) provider.keys());
        return new HeldProvider(entry, Optional.of(keys), new Tokens(provider, entry.generation(), keys.resource()));
    }

    /** Keys belong to whose they are and where, whatever else the definition says. */
    private Lease<FetchedKeys> keys(IdentityProvider provider, KeySet.Remote remote) {
        String name = provider.metadata().name();
        CredentialSenders senders = parts.credentials();
        return parts.resources()
                .lease(
                        new Key(KEYS, name, remote.jwksUrl().toString()),
                        FetchedKeys.class,
                        () -> new FetchedKeys(
                                name,
                                source(senders.document(provider.metadata(), remote.jwksUrl())),
                                new FetchedKeys.Surroundings(
                                        parts.ticker(), senders.background(), senders.documents()::count)));
    }

    private static FetchedKeys.Source source(DocumentFetch fetch) {
        return new FetchedKeys.Source() {
            @Override
            public byte[] read() throws IOException {
                return fetch.read();
            }

            @Override
            public void sweep() {
                fetch.sweep();
            }

            @Override
            public void close() {
                fetch.close();
            }
        };
    }
}
