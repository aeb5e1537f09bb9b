package dev.noon.members.grid;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.noon.members.Member;
import dev.noon.members.Members;
import java.util.List;

/** The members of the Hazelcast cluster that this node belongs to. Thread-safe. */
public final class GridMembers implements Members {
    private final HazelcastInstance hazelcast;

    public GridMembers(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    @Override
    public List<Member> current() {
        try {
            return hazelcast.getCluster().getMembers().stream()
                    .map(GridMembers::member)
                    .toList();
        } catch (HazelcastInstanceNotActiveException e) {
            return List.of();
        }
    }

    private static Member member(com.hazelcast.cluster.Member member) {
        Address address = member.getAddress();
        return new Member(
                member.getUuid().toString(), address.getHost() + ":" + address.getPort(), member.localMember());
    }
}
