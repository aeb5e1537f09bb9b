package dev.noon.policy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.JwtSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as strangers write them. */
class JwtTest {
    private static final JwtSpec.Terms USUAL = new JwtSpec.Terms(false, true, false);

    private final Consumers consumers =
            new Consumers(List.of(Callers.consumer("partner-7"), Callers.consumer("partner-8", Callers.key("key-8"))));
    private final Tokens tokens = new Tokens(
            TokenForge.provider(), 5, Tokens.written(TokenForge.provider()).orElseThrow());
    private long seconds = TokenForge.NOW;

    @ParameterizedTest(name = "{0} signed by {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'alg':'RS256','kid':'a'}                              | rsa    | 200",
                "{'alg':'RS256'}                                        | rsa    | 200",
                "{'alg':'ES256','kid':'b'}                              | ec     | 200",
                "{'alg':'EdDSA','kid':'c'}                              | ed     | 200",
                "{'alg':'RS256','kid':'a','typ':'JWT'}                  | rsa    | 200",
                "{'alg':'RS256','kid':'a','typ':'at+jwt','x5t':'abc'}   | rsa    | 200",
                "{'alg':'none'}                                         | nobody | 401",
                "{'alg':'None','kid':'a'}                               | nobody | 401",
                "{'alg':'NONE','kid':'a'}                               | rsa    | 401",
                "{'alg':'nOnE'}                                         | nobody | 401",
                "{'alg':''}                                             | rsa    | 401",
                "{'kid':'a'}                                            | rsa    | 401",
                "{'alg':['RS256'],'kid':'a'}                            | rsa    | 401",
                "{'alg':'rs256','kid':'a'}                              | rsa    | 401",
                "{'alg':'RS512','kid':'a'}                              | rsa    | 401",
                "{'alg':'HS256','kid':'a'}                              | pem    | 401",
                "{'alg':'HS256','kid':'a'}                              | der    | 401",
                "{'alg':'RS256','kid':'a'}                              | pem    | 401",
                "{'alg':'RS256','kid':'a'}                              | other  | 401",
                "{'alg':'RS256','kid':'b'}                              | rsa    | 401",
                "{'alg':'ES256','kid':'a'}                              | ec     | 401",
                "{'alg':'ES256','kid':'b'}                              | rsa    | 401",
                "{'alg':'RS256','kid':'unknown'}                        | rsa    | 401",
                "{'alg':'RS256','kid':'../../etc/passwd'}               | rsa    | 401",
                "{'alg':'RS256','kid':\"' OR 1=1 --\"}                  | rsa    | 401",
                "{'alg':'RS256','kid':''}                               | rsa    | 401",
                "{'alg':'RS256','kid':7}                                | rsa    | 401",
                "{'alg':'RS256','kid':null}                             | rsa    | 401",
                "{'alg':'RS256','kid':'a','kid':'a'}                    | rsa    | 401",
                "{'alg':'RS256','alg':'none','kid':'a'}                 | rsa    | 401",
                "{'alg':'RS256','kid':'a','crit':['exp']}               | rsa    | 401",
                "{'alg':'RS256','kid':'a','crit':['b64'],'b64':false}   | rsa    | 401",
                "{'alg':'RS256','kid':'a','crit':[]}                    | rsa    | 401",
                "{'alg':'RS256','kid':'a','b64':false}                  | rsa    | 401",
                "{'alg':'RS256','kid':'a','jku':'http://127.0.0.1:1/k'} | rsa    | 401",
                "{'alg':'RS256','kid':'a','x5u':'http://127.0.0.1:1/k'} | rsa    | 401",
                "{'alg':'RS256','kid':'a','x5c':['abc']}                | rsa    | 401",
                "{'alg':'RS256','kid':'a','jwk':{'kty':'RSA'}}          | rsa    | 401",
                "{'alg':'RS256','kid':'a','zip':'DEF'}                  | rsa    | 401",
                "{'alg':'RS256','kid':'a','cty':'JWT'}                  | rsa    | 401",
                "{'alg':'RS256','kid':'a','typ':'logout+jwt'}           | rsa    | 401",
                "{'alg':'RS256','kid':'a','typ':7}                      | rsa    | 401",
                "{'alg':'dir','enc':'A128GCM','kid':'a'}                | rsa    | 401",
                "['RS256']                                              | rsa    | 401",
                "RS256                                                  | rsa    | 401",
            })
    void headers(String header, String signer, int status) throws IOException {
        String token = TokenForge.token(header, TokenForge.claims(""), key(signer));
        String shown = signer.equals("nobody") ? token.substring(0, token.lastIndexOf('.') + 1) : token;
        assertThat(asked(USUAL, shown)).isEqualTo(status);
        if (signer.equals("nobody")) {
            assertThat(asked(USUAL, shown + "AAAA")).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'jti':'1'                          | 200",
                "'aud':['x','other-api']            | 200",
                "'nbf':1700000030                   | 200",
                "'exp':1699999971                   | 200",
                "'exp':1700000060.5                 | 200",
                "'exp':1699999970                   | 401",
                "'exp':0                            | 401",
                "'exp':-1700000060                  | 401",
                "'exp':'1700000060'                 | 401",
                "'exp':null                         | 401",
                "'exp':true                         | 401",
                "'exp':[1700000060]                 | 401",
                "'exp':17e99                        | 401",
                "'exp':1e999999999                  | 401",
                "'exp':99999999999999999999999999   | 401",
                "'nbf':1700000031                   | 401",
                "'nbf':'1'                          | 401",
                "'iss':'https://id.example/'        | 401",
                "'iss':['https://id.example']       | 401",
                "'iss':null                         | 401",
                "'aud':'ap'                         | 401",
                "'aud':'api x'                      | 401",
                "'aud':[]                           | 401",
                "'aud':[['api']]                    | 401",
                "'aud':{'api':'api'}                | 401",
                "'aud':null                         | 401",
                "'sub':'nobody'                     | 403",
                "'sub':['partner-7']                | 403",
                "'sub':{'a':'partner-7'}            | 403",
                "'sub':null                         | 403",
            })
    void claims(String claims, int status) throws IOException {
        assertThat(asked(USUAL, TokenForge.good(claims))).isEqualTo(status);
    }

    @Test
    void a_token_without_an_end_is_none() throws IOException {
        String claims = "{'iss':'https://id.example','aud':'api','sub':'partner-7'}";
        assertThat(asked(USUAL, TokenForge.token("{'alg':'RS256','kid':'a'}", claims, TokenForge.RSA.getPrivate())))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b", "a.b.c.d.e", "..", "a..c", "{}", "a.b.c d", "%00"})
    void what_is_no_token(String text) throws IOException {
        assertThat(asked(USUAL, text)).isEqualTo(401);
    }

    @Test
    void long_and_deep_ones_cost_little_and_are_none() throws IOException {
        assertThat(asked(USUAL, TokenForge.good("'x':'" + "y".repeat(20_000) + "'")))
                .isEqualTo(401);
        assertThat(asked(USUAL, TokenForge.good("'x':" + "[".repeat(2000) + "]".repeat(2000))))
                .isEqualTo(401);
        assertThat(asked(USUAL, TokenForge.good("'x':'" + "y".repeat(9_000) + "'")))
                .isEqualTo(200);
    }

    @Test
    void a_changed_part_is_not_what_was_signed() throws IOException {
        String[] parts = TokenForge.good("").split("\\.");
        String other = TokenForge.part(TokenForge.claims("'sub':'partner-8'"));
        assertThat(asked(USUAL, parts[0] + "." + other + "." + parts[2])).isEqualTo(401);
        assertThat(asked(USUAL, parts[0] + "." + parts[1] + "." + "A".repeat(342)))
                .isEqualTo(401);
    }

    @Test
    void several_lines_are_none_and_another_scheme_is_nobodys_token() throws IOException {
        String line = "Authorization: Bearer " + TokenForge.good("");
        assertThat(status(USUAL, line, line)).isEqualTo(401);
        assertThat(status(USUAL, line, "Authorization: Basic eDp5")).isEqualTo(401);
        assertThat(status(USUAL, line + ", Bearer x")).isEqualTo(401);
        assertThat(status(USUAL, "Authorization: Basic eDp5")).isEqualTo(401);
        JwtSpec.Terms optional = new JwtSpec.Terms(false, true, true);
        assertThat(status(optional, "Authorization: Basic eDp5")).isEqualTo(200);
        assertThat(status(optional, line, line)).isEqualTo(401);
        assertThat(status(optional, "Authorization: Bearer x")).isEqualTo(401);
    }

    @Test
    void a_refusal_says_nothing_of_why() throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/", "Authorization: Bearer a.b.c"));
        Reply reply = policy(USUAL, Map.of()).handle(exchange, next -> Requests.reply(200, ""));
        assertThat(exchange.cause()).isEqualTo(Cause.TOKEN_REFUSED);
        assertThat(reply.headers().find("WWW-Authenticate")).contains("Bearer realm=\"noon\"");
        assertThat(new String(((dev.noon.exchange.Body.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8))
                .contains("token-refused", "The token is not accepted")
                .doesNotContain("detail");
        assertThat(policy(USUAL, Map.of()).explain(exchange)).startsWith("refuses, 401 token-refused: ");
    }

    @Test
    void a_good_token_says_who_calls() throws IOException {
        Exchange exchange = Requests.exchange(Requests.of(
                "GET",
                "/",
                "Authorization: Bearer "
                        + TokenForge.good("'n':7,'ok':true,'list':['a'],'split':'a\\r\\nb','tenant':'acme'")));
        assertThat(policy(USUAL, Map.of())
                        .handle(exchange, next -> Requests.reply(200, ""))
                        .status())
                .isEqualTo(200);
        assertThat(exchange.caller().consumer()).contains("partner-7");
        assertThat(exchange.caller().authorized()).isTrue();
        assertThat(exchange.caller().claims())
                .containsEntry("n", "7")
                .containsEntry("ok", "true")
                .containsEntry("tenant", "acme")
                .doesNotContainKeys("list", "split");
        assertThat(exchange.request().headers().toString())
                .contains("X-Consumer-Name: partner-7", "X-Consumer-Tier: gold", "Authorization: Bearer");
        assertThat(stripped().headers().has("Authorization")).isFalse();
    }

    @Test
    void who_may_be_answered_differently_has_another_identity() throws IOException {
        String one = identity("'jti':'1','iat':1");
        assertThat(identity("'jti':'2','iat':2,'exp':1700000100")).isEqualTo(one);
        assertThat(List.of(
                        identity("'scope':'a'"),
                        identity("'scope':'b'"),
                        identity("'sub':'partner-8'"),
                        identity("'groups':['a','b']"),
                        identity("'groups':['a,b']")))
                .doesNotHaveDuplicates()
                .doesNotContain(one);
    }

    @Test
    void claims_that_are_asked_for_must_be_there() throws IOException {
        Map<String, List<String>> asked = Map.of("scope", List.of("read", "write"), "tenant", List.of("acme"));
        assertThat(claimed(asked, "'scope':'x write','tenant':'acme'")).isEqualTo(200);
        assertThat(claimed(asked, "'scope':['read'],'tenant':['b','acme']")).isEqualTo(200);
        assertThat(claimed(asked, "'scope':'reader','tenant':'acme'")).isEqualTo(403);
        assertThat(claimed(asked, "'scope':'read','tenant':'acme x'")).isEqualTo(403);
        assertThat(claimed(asked, "'scope':'read'")).isEqualTo(403);
    }

    @Test
    void a_token_may_stand_elsewhere_and_need_not_name_a_consumer() throws IOException {
        JwtSpec.Place place = new JwtSpec.Place("X-Token", Optional.of("token"));
        JwtSpec spec = new JwtSpec("j", "idp", place, new TreeMap<>(), new JwtSpec.Terms(true, false, false));
        String token = TokenForge.good("'sub':'somebody'");
        for (Request request : List.of(
                Requests.of("GET", "/", "X-Token: " + token),
                Requests.of("GET", "/", "X-Token: Bearer " + token),
                Requests.of("GET", "/?token=" + token))) {
            Exchange exchange = Requests.exchange(request);
            assertThat(policy(spec)
                            .handle(exchange, next -> Requests.reply(200, ""))
                            .status())
                    .isEqualTo(200);
            assertThat(exchange.caller().consumer()).isEmpty();
            assertThat(exchange.caller().isKnown()).isTrue();
            assertThat(exchange.caller().authorized()).isFalse();
            assertThat(exchange.request().headers().has("X-Token")).isFalse();
            assertThat(exchange.request().query()).isEmpty();
        }
    }

    @Test
    void a_token_that_was_good_ends_in_time() throws IOException {
        String token = TokenForge.good("");
        assertThat(asked(USUAL, token)).isEqualTo(200);
        assertThat(asked(USUAL, token)).isEqualTo(200);
        seconds += 90;
        assertThat(asked(USUAL, token)).isEqualTo(401);
    }

    private static Key key(String signer) {
        return switch (signer) {
            case "ec" -> TokenForge.EC.getPrivate();
            case "ed" -> TokenForge.EDWARDS.getPrivate();
            case "other" -> TokenForge.OTHER_RSA.getPrivate();
            case "pem" ->
                new SecretKeySpec(TokenForge.pem(TokenForge.RSA).getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
            case "der" -> new SecretKeySpec(TokenForge.RSA.getPublic().getEncoded(), "HmacSHA256");
            default -> TokenForge.RSA.getPrivate();
        };
    }

    private int asked(JwtSpec.Terms terms, String token) throws IOException {
        return status(terms, "Authorization: Bearer " + token);
    }

    private int claimed(Map<String, List<String>> claims, String more) throws IOException {
        Exchange exchange =
                Requests.exchange(Requests.of("GET", "/", "Authorization: Bearer " + TokenForge.good(more)));
        return policy(USUAL, claims)
                .handle(exchange, next -> Requests.reply(200, ""))
                .status();
    }

    private int status(JwtSpec.Terms terms, String... lines) throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/", lines));
        return policy(terms, Map.of())
                .handle(exchange, next -> Requests.reply(200, ""))
                .status();
    }

    private String identity(String claims) throws IOException {
        Exchange exchange =
                Requests.exchange(Requests.of("GET", "/", "Authorization: Bearer " + TokenForge.good(claims)));
        assertThat(policy(USUAL, Map.of())
                        .handle(exchange, next -> Requests.reply(200, ""))
                        .status())
                .isEqualTo(200);
        return exchange.caller().identity();
    }

    private Request stripped() throws IOException {
        Exchange exchange = Requests.exchange(Requests.of("GET", "/", "Authorization: Bearer " + TokenForge.good("")));
        policy(new JwtSpec.Terms(false, false, false), Map.of()).handle(exchange, next -> Requests.reply(200, ""));
        return exchange.request();
    }

    private IdentityPolicy policy(JwtSpec.Terms terms, Map<String, List<String>> claims) {
        JwtSpec.Place place = new JwtSpec.Place("Authorization", Optional.empty());
        return policy(new JwtSpec("j", "idp", place, new TreeMap<>(claims), terms));
    }

    private IdentityPolicy policy(JwtSpec spec) {
        return IdentityPolicy.of(spec, tokens, consumers, () -> seconds * 1000);
    }
}
