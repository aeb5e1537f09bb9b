package dev.noon.edge.connector;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a handshake shows, by the name that the client asks for. A handshake that has chosen finds what it chose
 * even if others have come into force since. Thread-safe: one volatile reference.
 */
final class ShownIdentity extends X509ExtendedKeyManager {
    private volatile Generations generations = new Generations(0, Identities.NONE, Identities.NONE);

    private record Generations(int number, Identities current, Identities before) {
        Optional<Identity> find(String alias) {
            int slash = alias.indexOf('/');
            String generation = alias.substring(0, Math.max(0, slash));
            Identities where = generation.equals(Integer.toString(number)) ? current : before;
            return where.all().stream()
                    .filter(identity -> identity.name().equals(alias.substring(slash + 1)))
                    .findFirst();
        }
    }

    /** From now on handshakes choose from {@code fresh}. */
    void show(Identities fresh) {
        Generations old = generations;
        generations = new Generations(old.number() + 1, fresh, old.current());
    }

    Identities identities() {
        return generations.current();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        Generations now = generations;
        String host = engine.getHandshakeSession() instanceof ExtendedSSLSession session ? host(session) : "";
        return now.current()
                .choose(host, keyType)
                .map(identity -> now.number() + "/" + identity.name())
                .orElse(null);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return generations
                .find(alias)
                .map(identity -> identity.chain().toArray(new X509Certificate[0]))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return generations.find(alias).map(Identity::key).orElse(null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    private static String host(ExtendedSSLSession session) {
        for (SNIServerName name : session.getRequestedServerNames()) {
            if (name instanceof SNIHostName host) {
                return host.getAsciiName();
            }
        }
        return "";
    }
}
