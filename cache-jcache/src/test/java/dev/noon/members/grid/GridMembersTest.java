package dev.noon.members.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import dev.noon.cache.grid.TestGrid;
import dev.noon.members.Member;
import dev.noon.members.Members;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridMembersTest {
    @Test
    void everyNodeSeesTheSameMembersInTheSameOrder() {
        try (TestGrid grid = new TestGrid()) {
            HazelcastInstance one = grid.start();
            HazelcastInstance two = grid.start();
            List<Member> seenByOne = new GridMembers(one).current();
            List<Member> seenByTwo = new GridMembers(two).current();
            assertThat(seenByOne).extracting(Member::self).containsExactly(true, false);
            assertThat(seenByTwo).extracting(Member::self).containsExactly(false, true);
            assertThat(seenByOne).extracting(Member::address).allMatch(it -> it.matches("127\\.0\\.0\\.1:\\d+"));
            assertThat(seenByOne)
                    .extracting(Member::id)
                    .isEqualTo(ids(seenByTwo))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aNodeThatHasLeftSeesNobody() {
        try (TestGrid grid = new TestGrid()) {
            HazelcastInstance one = grid.start();
            Members members = new GridMembers(one);
            assertThat(members.current()).hasSize(1);
            one.shutdown();
            assertThat(members.current()).isEmpty();
        }
    }

    @Test
    void withoutAGridThereIsNobody() {
        assertThat(Members.none().current()).isEmpty();
    }

    private static List<String> ids(List<Member> members) {
        return members.stream().map(Member::id).toList();
    }
}
