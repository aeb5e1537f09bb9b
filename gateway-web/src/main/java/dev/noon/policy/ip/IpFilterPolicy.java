package dev.noon.policy.ip;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Gate;
import dev.noon.exchange.Reply;
import dev.noon.model.address.IpAddress;
import dev.noon.model.address.Network;
import dev.noon.model.policy.IpFilterSpec;
import java.util.List;
import java.util.Optional;

/** Refuses requests by the client's address; one that nobody knows is refused too. Immutable. */
public final class IpFilterPolicy implements Gate {
    private final ClientAddress client;
    private final List<Network> allow;
    private final List<Network> deny;

    public IpFilterPolicy(IpFilterSpec spec) {
        this.client = new ClientAddress(networks(spec.trustedProxies()), spec.from());
        this.allow = networks(spec.allow());
        this.deny = networks(spec.deny());
    }

    @Override
    public Optional<Reply> refuse(Exchange exchange) {
        boolean welcome = client.of(exchange.request()).filter(this::mayCall).isPresent();
        return welcome ? Optional.empty() : Optional.of(exchange.fail(Cause.ADDRESS_REFUSED));
    }

    private boolean mayCall(IpAddress address) {
        return !isIn(deny, address) && (allow.isEmpty() || isIn(allow, address));
    }

    private static boolean isIn(List<Network> networks, IpAddress address) {
        for (int i = 0; i < networks.size(); i++) {
            if (networks.get(i).has(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<Network> networks(List<String> texts) {
        return texts.stream().flatMap(text -> Network.parse(text).stream()).toList();
    }
}
