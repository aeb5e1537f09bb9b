package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.PolicyMerge.Level;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.ResponseHeadersSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyMergeTest {
    private static final Metadata NAMED = new Metadata("a", "default", Optional.empty());

    @Test
    void aProxyReplacesNamesakesInTheirPlaceAndAppendsTheRest() {
        assertThat(effective(group("a", "b", "c"), proxy(List.of(), "b", "d")))
                .containsExactly("a GROUP", "b PROXY", "c GROUP", "d PROXY");
    }

    @Test
    void disableRemovesWhatIsInherited() {
        assertThat(effective(group("a", "b", "c"), proxy(List.of("b", "nothing"), "d")))
                .containsExactly("a GROUP", "c GROUP", "d PROXY");
    }

    @Test
    void disableDoesNotRemoveWhatTheSameLevelWrites() {
        assertThat(effective(group("a", "b"), proxy(List.of("a"), "a"))).containsExactly("b GROUP", "a PROXY");
    }

    @Test
    void anEndpointMergesIntoWhatItsProxyRuns() {
        ApiProxy proxy = proxy(List.of(), "b", "d");
        Endpoint endpoint = new Endpoint(List.of(), "/a/x", policies("a", "e"), List.of("b"));

        assertThat(names(PolicyMerge.merged(Optional.of(group("a", "b", "c")), proxy, endpoint)))
                .containsExactly("a ENDPOINT", "c GROUP", "d PROXY", "e ENDPOINT");
    }

    @Test
    void withoutAGroupTheProxysOwnPoliciesRun() {
        assertThat(names(PolicyMerge.merged(Optional.empty(), proxy(List.of(), "x", "y"))))
                .containsExactly("x " + Level.PROXY, "y PROXY");
    }

    private static List<String> effective(ProxyGroup group, ApiProxy proxy) {
        return names(PolicyMerge.merged(Optional.of(group), proxy));
    }

    private static List<String> names(List<PolicyMerge.Written> written) {
        return written.stream()
                .map(one -> one.item().name() + " " + one.level())
                .toList();
    }

    private static ProxyGroup group(String... names) {
        return new ProxyGroup(NAMED, policies(names));
    }

    private static ApiProxy proxy(List<String> disable, String... names) {
        Route route = new Route(List.of("*"), "/a", List.of());
        return new ApiProxy(NAMED, route, "u", false, policies(names), disable, List.of());
    }

    private static List<PolicyItem> policies(String... names) {
        return Stream.of(names)
                .<PolicyItem>map(name -> new ResponseHeadersSpec(name, Map.of(), List.of("X-" + name)))
                .toList();
    }
}
