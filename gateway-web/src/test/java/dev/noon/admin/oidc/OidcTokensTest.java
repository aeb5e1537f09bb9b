package dev.noon.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.noon.control.access.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OidcTokensTest {
    private static final RSAKey KEY = key("main");
    private static final RSAKey OTHER = key("other");
    private static final long NOW = 1_800_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(1);
    private final AtomicInteger reads = new AtomicInteger();
    private volatile String keys = new JWKSet(KEY).toString();
    private final OidcTokens tokens = tokens(this::read, "groups");

    @Test
    void a_good_token_says_who_and_what() throws JOSEException {
        Identity identity = tokens.verify(sign(claims().build())).orElseThrow();

        assertThat(identity.name()).isEqualTo("alice (oidc)");
        assertThat(identity.grants().texts()).containsExactly("publisher:dev:retail", "reader:dev:*");
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                Arguments.of(
                        "another issuer",
                        claims().issuer("https://evil.example").build()),
                Arguments.of("no issuer", claims().issuer(null).build()),
                Arguments.of("another audience", claims().audience("shop").build()),
                Arguments.of("no audience", claims().audience((String) null).build()),
                Arguments.of(
                        "expired",
                        claims().expirationTime(new Date(NOW - 31_000)).build()),
                Arguments.of("no expiry", claims().expirationTime(null).build()),
                Arguments.of(
                        "an expiry that is text",
                        claims().claim("exp", "tomorrow").build()),
                Arguments.of(
                        "an expiry beyond all numbers",
                        claims().claim("exp", 1e300).build()),
                Arguments.of(
                        "not yet",
                        claims().notBeforeTime(new Date(NOW + 31_000)).build()),
                Arguments.of("nobody", claims().subject(null).build()),
                Arguments.of(
                        "a name with a line break", claims().subject("a\nb").build()),
                Arguments.of("a name that is a number", claims().claim("upn", 7).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void wrong_claims_are_refused(String what, JWTClaimsSet claims) throws JOSEException {
        assertThat(tokens.verify(sign(claims))).as(what).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
    void a_token_without_a_signature_is_refused(String algorithm) {
        String head = encoded("{\"alg\":\"" + algorithm + "\"}");
        String body = encoded(claims().build().toString());

        assertThat(tokens.verify(head + "." + body + ".")).isEmpty();
        assertThat(tokens.verify(head + "." + body + ".AAAA")).isEmpty();
    }

    @Test
    void the_public_key_is_no_shared_secret() throws JOSEException {
        byte[] secret = KEY.toRSAPublicKey().getEncoded();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("main").build();

        assertThat(tokens.verify(sign(claims().build(), header, new MACSigner(secret))))
                .isEmpty();
    }

    @Test
    void keys_and_addresses_in_the_token_are_never_followed() throws JOSEException, IOException {
        HttpServer trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        AtomicInteger visits = new AtomicInteger();
        trap.createContext("/", exchange -> visits.incrementAndGet());
        trap.start();
        URI evil = URI.create("http://127.0.0.1:" + trap.getAddress().getPort() + "/keys");
        try {
            for (JWSHeader.Builder header : List.of(
                    header().jwk(OTHER.toPublicJWK()),
                    header().jwkURL(evil),
                    header().x509CertURL(evil),
                    header().x509CertChain(List.of(new com.nimbusds.jose.util.Base64("AAAA"))),
                    header().criticalParams(Set.of("exp")),
                    header().keyID("../../etc/passwd"),
                    header().keyID("a\u0000b"),
                    header().keyID("x".repeat(201)))) {
                assertThat(tokens.verify(sign(claims().build(), header.build(), new RSASSASigner(OTHER))))
                        .isEmpty();
                assertThat(tokens.verify(sign(claims().build(), header.build(), new RSASSASigner(KEY))))
                        .isEmpty();
            }
        } finally {
            trap.stop(0);
        }
        assertThat(visits).hasValue(0);
    }

    @Test
    void another_key_another_algorithm_and_a_changed_body_are_refused() throws JOSEException {
        String good = sign(claims().build());
        String[] parts = good.split("\\.");
        String forged =
                parts[0] + "." + encoded(claims().subject("root").build().toString()) + "." + parts[2];

        assertThat(tokens.verify(sign(claims().build(), header().build(), new RSASSASigner(OTHER))))
                .isEmpty();
        JWSHeader rs512 =
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("main").build();
        assertThat(tokens.verify(sign(claims().build(), rs512, new RSASSASigner(KEY))))
                .isEmpty();
        assertThat(tokens.verify(forged)).isEmpty();
        assertThat(tokens.verify(good + "x".repeat(20_000))).isEmpty();
        assertThat(tokens.verify("a.b.c")).isEmpty();
        assertThat(tokens.verify("a.b.c.d.e")).isEmpty();
        assertThat(tokens.verify("")).isEmpty();
    }

    @Test
    void a_storm_of_unknown_key_names_reads_the_keys_once_per_cool_down() throws JOSEException {
        tokens.verify(sign(claims().build()));
        for (int i = 0; i < 1_000; i++) {
            JWSHeader header = header().keyID("strange-" + i).build();
            assertThat(tokens.verify(forged(header))).isEmpty();
        }
        assertThat(reads).hasValue(1);

        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        for (int i = 0; i < 1_000; i++) {
            tokens.verify(forged(header().keyID("stranger-" + i).build()));
        }
        assertThat(reads).hasValue(2);
        assertThat(tokens.verify(sign(claims().build()))).isPresent();
    }

    @Test
    void a_new_key_is_found_and_a_withdrawn_one_ends() throws JOSEException {
        assertThat(tokens.verify(sign(claims().build()))).isPresent();
        keys = new JWKSet(OTHER).toString();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        JWSHeader other = header().keyID("other").build();

        assertThat(tokens.verify(sign(claims().build(), other, new RSASSASigner(OTHER))))
                .isPresent();
        assertThat(tokens.verify(sign(claims().build()))).isEmpty();
    }

    @Test
    void while_the_keys_cannot_be_read_those_read_before_stay_good() throws JOSEException {
        tokens.verify(sign(claims().build()));
        keys = "not keys";
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(tokens.verify(sign(claims().build()))).isPresent();
    }

    @Test
    void a_key_may_stand_in_pem_and_shared_secrets_are_no_keys() throws JOSEException {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEY.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        JWSHeader unnamed = new JWSHeader(JWSAlgorithm.RS256);

        assertThat(tokens(() -> pem, "groups").verify(sign(claims().build(), unnamed, new RSASSASigner(KEY))))
                .isPresent();
        assertThat(tokens(() -> "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"main\",\"k\":\"AAAA\"}]}", "groups")
                        .verify(sign(claims().build())))
                .isEmpty();
    }

    @Test
    void roles_may_stand_inside_another_claim_and_what_is_not_ours_grants_nothing() throws JOSEException {
        JWTClaimsSet nested = claims().claim(
                        "realm_access", Map.of("roles", List.of("noon:reader:dev", "admin", "noon:root:dev", 7)))
                .build();
        OidcTokens inside = tokens(this::read, "realm_access/roles");

        assertThat(grants(inside.verify(sign(nested)))).containsExactly("reader:dev:*");
        assertThat(grants(tokens.verify(
                        sign(claims().claim("groups", "administrator").build()))))
                .isEmpty();
        assertThat(grants(tokens.verify(sign(claims().claim("groups", null).build()))))
                .isEmpty();
    }

    @Test
    void half_a_configuration_is_none() {
        assertThatThrownBy(() -> new OidcSettings("", Set.of("noon"), "RS256", "groups", Duration.ZERO))
                .hasMessageContaining("mp.jwt.verify.issuer");
        assertThatThrownBy(() -> new OidcSettings("i", Set.of(), "RS256", "groups", Duration.ZERO))
                .hasMessageContaining("mp.jwt.verify.audiences");
        assertThatThrownBy(() -> new OidcSettings("i", Set.of("a"), "HS256", "groups", Duration.ZERO))
                .hasMessageContaining("RS256 or ES256");
        assertThatThrownBy(() -> KeySource.at("http://keys.example/jwks")).hasMessageContaining("https://");
    }

    private static List<String> grants(Optional<Identity> identity) {
        return identity.orElseThrow().grants().texts();
    }

    private String read() {
        reads.incrementAndGet();
        return keys;
    }

    private OidcTokens tokens(KeySource source, String claim) {
        OidcSettings settings =
                new OidcSettings("https://id.example", Set.of("noon"), "RS256", claim, Duration.ofSeconds(30));
        return new OidcTokens(settings, source, nanos::get, () -> NOW);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://id.example")
                .audience(List.of("shop", "noon"))
                .subject("alice")
                .expirationTime(new Date(NOW + 60_000))
                .claim("groups", List.of("noon:publisher:dev:retail", "staff", "noon:reader:dev"));
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("main");
    }

    private static String sign(JWTClaimsSet claims) throws JOSEException {
        return sign(claims, header().build(), new RSASSASigner(KEY));
    }

    private static String sign(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String forged(JWSHeader header) {
        return header.toBase64URL() + "." + encoded(claims().build().toString()) + ".AAAA";
    }

    private static String encoded(String text) {
        return Base64URL.encode(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static RSAKey key(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
