package dev.noon.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.Cause;
import dev.noon.exchange.ClearSecret;
import dev.noon.model.Secret;
import dev.noon.model.Tls;
import dev.noon.model.Upstream;
import dev.noon.upstream.Identities.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes over real sockets. */
class UpstreamTlsTest extends UpstreamFixture {
    private final Identities identities;

    UpstreamTlsTest(@TempDir Path directory) {
        identities = new Identities(directory);
    }

    @Test
    void a_certificate_of_the_own_authority_is_trusted_and_its_connection_kept() throws Exception {
        Identity server = identities.good();
        try (RecordingUpstream wire = serving(server.server(), false)) {
            HttpUpstream upstream = upstream(trusting(wire, server), Optional.empty());
            assertThat(text(upstream.send(get("/a")))).isEqualTo("hello");
            assertThat(text(upstream.send(get("/b")))).isEqualTo("hello");
            assertThat(wire.requests()).hasSize(2);
            assertThat(wire.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_a_failure_of_its_own() throws Exception {
        assertUntrusted(identities.good(), Tls.DEFAULT);
    }

    @Test
    void a_certificate_of_another_authority_is_refused() throws Exception {
        assertUntrusted(identities.good(), tls(identities.good(), Optional.empty()));
    }

    @Test
    void an_expired_certificate_is_refused() throws Exception {
        Identity expired = identities.make("ip:127.0.0.1", "-10d", 5);
        assertUntrusted(expired, tls(expired, Optional.empty()));
    }

    @Test
    void a_certificate_for_another_host_is_refused_unless_that_name_is_expected() throws Exception {
        Identity other = identities.make("dns:loans.example", "-1d", 2);
        assertUntrusted(other, tls(other, Optional.empty()));
        try (RecordingUpstream wire = serving(other.server(), false)) {
            Tls tls = new Tls(Optional.of(other.pem()), Optional.of("loans.example"), Optional.empty());
            assertThat(text(upstream(definition(wire).with(tls), Optional.empty())
                            .send(get("/"))))
                    .isEqualTo("hello");
        }
    }

    @Test
    void what_does_not_speak_tls_is_never_asked_in_clear() throws Exception {
        try (RecordingUpstream wire = RecordingUpstream.answering(HELLO)) {
            HttpUpstream upstream = upstream(definition(wire), Optional.empty());
            wire.script(plain -> plain.send("HTTP/1.1 400 Bad Request\r\n\r\n"));
            assertThat(upstream.send(get("/secret"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_UNTRUSTED));
            assertThat(wire.requests()).isEmpty();
        }
    }

    @Test
    void an_upstream_that_asks_for_a_certificate_gets_the_configured_one() throws Exception {
        Identity server = identities.good();
        Identity own = identities.make("dns:gateway.example", "-1d", 2);
        try (RecordingUpstream wire = serving(server.server(own), true)) {
            Tls tls = tls(server, Optional.of(own));
            Upstream definition = definition(wire).with(tls);
            HttpUpstream upstream = upstream(definition, Optional.of(new ClearSecret(own.key())));
            assertThat(text(upstream.send(get("/")))).isEqualTo("hello");
            assertThat(upstream(trusting(wire, server), Optional.empty()).send(get("/without")))
                    .isInstanceOf(Answer.Failed.class);
            assertThat(wire.requests()).hasSize(1);
        }
    }

    @Test
    void a_key_that_is_none_is_named_and_not_shown() throws Exception {
        Identity own = identities.good();
        Tls tls = tls(own, Optional.of(own));
        assertThatThrownBy(() -> TlsTrust.of(tls, Optional.of(new ClearSecret("bm9uZQ=="))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected PKCS #8")
                .hasMessageNotContaining("bm9uZQ");
    }

    @Test
    void another_certificate_is_another_pool_and_none_leaves_pools_as_they_are() throws Exception {
        Upstream plain = definition(LONG, OptionalInt.empty(), URI.create("http://127.0.0.1:1"));
        Identity own = identities.good();
        Upstream one = plain.with(tls(own, Optional.of(own)));
        Upstream other = plain.with(tls(own, Optional.of(identities.good())));
        assertThat(one.pool()).isNotEqualTo(other.pool()).isNotEqualTo(plain.pool());
        assertThat(plain.with(Tls.DEFAULT).pool()).isEqualTo(plain.pool());
    }

    private void assertUntrusted(Identity server, Tls tls) throws Exception {
        try (RecordingUpstream wire = serving(server.server(), false)) {
            HttpUpstream upstream = upstream(definition(wire).with(tls), Optional.empty());
            assertThat(upstream.send(get("/"))).isEqualTo(new Answer.Failed(Cause.UPSTREAM_UNTRUSTED));
            assertThat(wire.requests()).isEmpty();
        }
    }

    private static Tls tls(Identity authority, Optional<Identity> own) throws Exception {
        Optional<Tls.Identity> identity = Optional.empty();
        if (own.isPresent()) {
            identity = Optional.of(new Tls.Identity(own.get().pem(), new Secret("keep:" + "0".repeat(32))));
        }
        return new Tls(Optional.of(authority.pem()), Optional.empty(), identity);
    }

    private static Upstream trusting(RecordingUpstream wire, Identity authority) throws Exception {
        return definition(wire).with(tls(authority, Optional.empty()));
    }

    private static Upstream definition(RecordingUpstream wire) {
        URI url = URI.create(wire.url().toString().replace("http:", "https:"));
        return definition(LONG, OptionalInt.empty(), url);
    }

    private static RecordingUpstream serving(SSLContext context, boolean askForCertificate) throws IOException {
        ServerSocket socket =
                context.getServerSocketFactory().createServerSocket(0, 200, InetAddress.getLoopbackAddress());
        ((SSLServerSocket) socket).setNeedClientAuth(askForCertificate);
        return new RecordingUpstream(
                wire -> {
                    while (wire.request()) {
                        wire.send(HELLO);
                    }
                },
                socket);
    }
}
