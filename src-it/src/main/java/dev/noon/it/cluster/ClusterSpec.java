package dev.noon.it.cluster;

import dev.noon.it.process.Sites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What to start. Immutable.
 *
 * @param nodes how many nodes
 * @param environment the environment that they serve
 * @param directory where data and logs go; emptied first
 * @param heap the largest heap of a node, as Java spells it
 * @param jvmOptions added after the options of {@code docker/payara}
 * @param archives deployed beside the gateway, as {@code path:context}
 * @param linked whether each node reaches the store over a {@link dev.noon.it.link.FaultyLink} of its own; only on
 *     loopback
 * @param sites where the processes run
 */
public record ClusterSpec(
        int nodes,
        String environment,
        Path directory,
        String heap,
        List<String> jvmOptions,
        List<String> archives,
        boolean linked,
        Sites sites) {
    public ClusterSpec {
        jvmOptions = List.copyOf(jvmOptions);
        archives = List.copyOf(archives);
    }

    /** On loopback. */
    public ClusterSpec(
            int nodes,
            String environment,
            Path directory,
            String heap,
            List<String> jvmOptions,
            List<String> archives,
            boolean linked) {
        this(nodes, environment, directory, heap, jvmOptions, archives, linked, Sites.LOOPBACK);
    }

    /** {@code nodes} nodes of the environment {@code dev}. */
    public static ClusterSpec of(int nodes, Path directory) {
        return new ClusterSpec(nodes, "dev", directory, "512m", List.of(), List.of(), false);
    }

    /** The same with one more JVM option. */
    public ClusterSpec withJvmOption(String option) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add(option);
        return new ClusterSpec(nodes, environment, directory, heap, options, archives, linked, sites);
    }

    /** The same with one more archive beside the gateway. */
    public ClusterSpec withArchive(String archive) {
        List<String> more = new ArrayList<>(archives);
        more.add(archive);
        return new ClusterSpec(nodes, environment, directory, heap, jvmOptions, more, linked, sites);
    }

    /** The same with another largest heap. */
    public ClusterSpec withHeap(String larger) {
        return new ClusterSpec(nodes, environment, directory, larger, jvmOptions, archives, linked, sites);
    }

    /** The same with a link that can fail between each node and the store. */
    public ClusterSpec withLinks() {
        return new ClusterSpec(nodes, environment, directory, heap, jvmOptions, archives, true, sites);
    }

    /** The same with its processes elsewhere. */
    public ClusterSpec withSites(Sites elsewhere) {
        return new ClusterSpec(nodes, environment, directory, heap, jvmOptions, archives, linked, elsewhere);
    }
}
