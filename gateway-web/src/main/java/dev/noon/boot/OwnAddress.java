package dev.noon.boot;

import dev.noon.control.TargetRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Optional;

/**
 * Refuses upstream targets that are this node's own admin listener. Names are resolved only for targets on its port; a
 * name that cannot be resolved passes, for the admin listener itself sends away what comes through a gateway.
 */
record OwnAddress(int adminPort) implements TargetRule {
    @Override
    public Optional<String> fault(URI target) {
        return target.getPort() == adminPort && isHere(target.getHost())
                ? Optional.of("that is this manager's admin address; expected an upstream")
                : Optional.empty();
    }

    private static boolean isHere(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLoopbackAddress()
                        || address.isAnyLocalAddress()
                        || NetworkInterface.getByInetAddress(address) != null) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
