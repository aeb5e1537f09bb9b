package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import dev.noon.model.Tls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AddressRuleTest extends UpstreamFixture {
    @Test
    void a_name_that_has_come_to_stand_for_a_forbidden_address_is_not_connected_to() throws IOException {
        RecordingUpstream server = keep(closesAfterTheFirst());
        URI named = URI.create("http://localhost:" + server.url().getPort());
        AddressRule changed = (address, port) -> address.isLoopbackAddress() && port == named.getPort()
                ? Optional.of("the node's own machine")
                : Optional.empty();
        UpstreamSettings settings = new UpstreamSettings(4, Duration.ofSeconds(30), Duration.ofSeconds(1), changed);
        HttpUpstream upstream = keep(new HttpUpstream(
                definition(LONG, OptionalInt.empty(), named),
                settings,
                new HttpUpstream.Surroundings(ticker(), Runnable::run),
                TlsTrust.of(Tls.DEFAULT, Optional.empty())));

        assertThat(upstream.send(get("/"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_UNREACHABLE));
        assertThat(server.requests()).isEmpty();
    }
}
