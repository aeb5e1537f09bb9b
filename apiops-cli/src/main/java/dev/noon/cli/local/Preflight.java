package dev.noon.cli.local;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be known to go wrong before anything is started. */
final class Preflight {

    private static final int OLDEST_JAVA = 17;

    private final ClusterPlan plan;
    private final List<String> complaints = new ArrayList<>();

    private Preflight(ClusterPlan plan) {
        this.plan = plan;
    }

    /** @throws CliFailure with every complaint, one a line */
    static void check(ClusterPlan plan) {
        Preflight preflight = new Preflight(plan);
        preflight.checkJava();
        preflight.checkArtefacts();
        preflight.checkCertificates();
        preflight.checkPorts();
        if (!preflight.complaints.isEmpty()) {
            throw new CliFailure(Exit.REFUSED, String.join("\n      ", preflight.complaints));
        }
    }

    private void checkJava() {
        int feature = Runtime.version().feature();
        if (feature < OLDEST_JAVA) {
            complaints.add("this is Java " + feature + "; Noon needs " + OLDEST_JAVA + " or newer (set JAVA_HOME)");
        }
    }

    private void checkArtefacts() {
        for (Path missing : plan.home().missing()) {
            complaints.add(missing + " is missing; start through the launcher ./noon, which builds it");
        }
    }

    private void checkCertificates() {
        plan.https()
                .filter(tls -> !tls.hasCertificate())
                .ifPresent(
                        tls -> complaints.add(
                                tls.certificates()
                                        + " has no NAME.crt with a NAME.key beside it (--certificates); expected PEM files, the key as PKCS #8"));
    }

    private void checkPorts() {
        Map<Integer, PortPlan.Claim> claimed = new HashMap<>();
        for (PortPlan.Claim claim : plan.claims()) {
            PortPlan.Claim other = claimed.putIfAbsent(claim.port(), claim);
            if (other != null) {
                complaints.add("port " + claim.port() + " would be for " + other.purpose() + " and for "
                        + claim.purpose() + "; move one with " + other.option() + " or " + claim.option());
            } else if (!isFree(claim.port())) {
                complaints.add("port " + claim.port() + ", for " + claim.purpose() + ", is taken"
                        + PortOwner.of(claim.port())
                                .map(owner -> " by " + owner)
                                .orElse("") + "; free it or choose"
                        + " another with " + claim.option());
            }
        }
    }

    private boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(plan.ports().bind(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
