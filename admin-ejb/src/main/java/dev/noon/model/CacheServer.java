package dev.noon.model;

import dev.noon.model.text.AddressText;
import dev.noon.model.text.CpuText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import dev.noon.model.text.SizeText;
import java.util.List;

/** A grid of cache members: one that is run for the gateway, or one that exists. */
public record CacheServer(Metadata metadata, Source source) implements Definition {
    public CacheServer {
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.CACHE_SERVER;
    }

    /** Where the members come from. */
    public sealed interface Source {}

    /**
     * Members that are run in a cluster of containers.
     *
     * @param replicas how many, 1 to 100
     * @param memoryBytes heap of each, 64 MiB to 1,024 GiB
     * @param partitions how the data is divided, 1 to 10,000; 271 by default
     * @param quorum fewest members that may go on writing when the others are out of sight; more than half of the
     *     replicas
     */
    public record Managed(
            String namespace, int replicas, String cpu, long memoryBytes, Service service, int partitions, int quorum)
            implements Source {
        /** How the data is divided where nothing is written. */
        public static final int DEFAULT_PARTITIONS = 271;

        private static final long LEAST_MEMORY = 64L << 20;
        private static final long MOST_MEMORY = 1L << 40;

        public Managed {
            Guard.check("spec.managed.namespace", NameText.fault(namespace));
            between("spec.managed.replicas", replicas, 1, 100);
            Guard.check("spec.managed.cpu", CpuText.fault(cpu));
            Guard.check("spec.managed.memory", SizeText.fault(memoryBytes, LEAST_MEMORY, MOST_MEMORY));
            between("spec.managed.partitions", partitions, 1, 10_000);
            between("spec.managed.quorum", quorum, majority(replicas), replicas);
        }

        /** More than half of {@code replicas}. */
        public static int majority(int replicas) {
            return replicas / 2 + 1;
        }
    }

    /** How members are reached: inside the cluster, or on a port of every machine. */
    public record Service(Type type, int port) {
        /** What is used where nothing is written. */
        public static final Service DEFAULT = new Service(Type.CLUSTER_IP, 5701);

        public Service {
            between("service.port", port, 1, 65_535);
        }

        /** Spelled as in Kubernetes. */
        public enum Type {
            CLUSTER_IP,
            NODE_PORT
        }
    }

    /** Members that somebody else runs: the grid's name, and {@code host:port} of at least one of them. */
    public record Remote(String cluster, List<String> members) implements Source {
        public Remote {
            members = List.copyOf(members);
            Guard.check("spec.remote.cluster", NameText.fault(cluster));
            Guard.each("spec.remote.members", members, AddressText::fault);
            if (members.isEmpty()) {
                throw new IllegalArgumentException("spec.remote.members is empty; expected at least one host:port");
            }
        }
    }

    private static void between(String thing, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    thing + " is " + number + "; expected a whole number from " + least + " to " + most);
        }
    }
}
