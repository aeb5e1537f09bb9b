package dev.noon.policy.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.exchange.RequestBody;
import dev.noon.exchange.Requests;
import dev.noon.model.policy.IpFilterSpec;
import dev.noon.model.policy.IpFilterSpec.ForwardedBy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpFilterPolicyTest {
    @ParameterizedTest(name = "allow [{0}] deny [{1}]: {2} is {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | 203.0.113.0/24        | 203.0.113.9        | 403",
                "''            | 203.0.113.0/24        | 203.0.114.0        | 200",
                "10.0.0.0/8    | ''                    | 10.255.255.255     | 200",
                "10.0.0.0/8    | ''                    | 11.0.0.0           | 403",
                "10.0.0.0/8    | 10.0.0.7              | 10.0.0.7           | 403",
                "10.0.0.0/8    | 10.0.0.7              | 10.0.0.8           | 200",
                "10.0.0.0/8    | ''                    | ::ffff:10.1.2.3    | 200",
                "''            | 10.0.0.0/8            | ::ffff:a01:203     | 403",
                "''            | 10.0.0.0/8            | 2001:db8::7        | 200",
                "2001:db8::/32 | ''                    | 2001:db8:ffff::1   | 200",
                "2001:db8::/32 | ''                    | 2001:db9::1        | 403",
                "''            | 2001:db8::/65         | 2001:db8::8000:0:0:1 | 200",
                "''            | 2001:db8::/65         | 2001:db8::7000:0:0:1 | 403",
                "::1           | ''                    | 0:0:0:0:0:0:0:1    | 200",
                "fe80::/10     | ''                    | fe80::1%eth0       | 200",
                "0.0.0.0/0     | ''                    | 198.51.100.1       | 200",
                "0.0.0.0/0     | ''                    | 2001:db8::7        | 403",
                "''            | ::/0                  | 198.51.100.1       | 200",
                "''            | 203.0.113.0/24        | localhost          | 403",
            })
    void deny_comes_before_allow(String allow, String deny, String peer, int status) throws IOException {
        IpFilterSpec spec = new IpFilterSpec("f", list(allow), list(deny), List.of(), ForwardedBy.X_FORWARDED_FOR);
        assertThat(status(spec, peer, "X-Forwarded-For: 10.0.0.1")).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} says {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1    | X-Forwarded-For: 10.0.0.1                            | 200",
                "192.0.2.1    | X-Forwarded-For: 10.0.0.1, 192.0.2.9                 | 200",
                "192.0.2.1    | X-Forwarded-For: 10.0.0.1, 203.0.113.7               | 403",
                "192.0.2.1    | X-Forwarded-For: 10.0.0.1, 203.0.113.7, 192.0.2.9    | 403",
                "203.0.113.7  | X-Forwarded-For: 10.0.0.1                            | 403",
                "192.0.2.1    | X-Forwarded-For: 10.0.0.1:4711                       | 200",
                "192.0.2.1    | X-Forwarded-For: [2001:db8::7]:4711                  | 200",
                "192.0.2.1    | X-Forwarded-For: 2001:db8::7                         | 200",
                "192.0.2.1    | X-Forwarded-For: 10.0.0.1, unknown                   | 403",
                "192.0.2.1    | X-Forwarded-For: 10.0.0.1,                           | 403",
                "192.0.2.1    | X-Forwarded-For: 010.0.0.1                           | 403",
                "192.0.2.1    | X-Forwarded-For: 10.1                                | 403",
                "192.0.2.1    | X-Forwarded-For: localhost                           | 403",
                "192.0.2.1    | X-None: 1                                            | 403",
                "192.0.2.1    | Forwarded: for=10.0.0.1                              | 403",
            })
    void only_what_trusted_proxies_say_counts(String peer, String line, int status) throws IOException {
        assertThat(status(trusting(ForwardedBy.X_FORWARDED_FOR), peer, line)).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded: for=10.0.0.1;proto=https, for=192.0.2.9    | 200",
                "Forwarded: proto=https; For=\"[2001:db8::7]:4711\"    | 200",
                "Forwarded: for=10.0.0.1, for=203.0.113.7              | 403",
                "Forwarded: for=10.0.0.1, for=_hidden                  | 403",
                "Forwarded: for=10.0.0.1, proto=https                  | 403",
                "X-Forwarded-For: 10.0.0.1                             | 403",
            })
    void the_standard_field_is_read_where_it_is_asked_for(String line, int status) throws IOException {
        assertThat(status(trusting(ForwardedBy.FORWARDED), "192.0.2.1", line)).isEqualTo(status);
    }

    private static IpFilterSpec trusting(ForwardedBy from) {
        return new IpFilterSpec("f", List.of("10.0.0.0/8", "2001:db8::/32"), List.of(), List.of("192.0.2.0/24"), from);
    }

    private static int status(IpFilterSpec spec, String peer, String... lines) throws IOException {
        Headers said = Requests.headers(lines);
        Request.Origin origin =
                new Request.Origin("http", "api.example", "api.example", "/", 80, () -> peer, said::all);
        Exchange exchange =
                Requests.exchange(new Request("GET", "/", Optional.empty(), origin, new Headers(), RequestBody.NONE));
        Reply reply = new IpFilterPolicy(spec).handle(exchange, seen -> Requests.reply(200, ""));
        assertThat(exchange.cause()).isEqualTo(reply.status() == 200 ? Cause.NONE : Cause.ADDRESS_REFUSED);
        return reply.status();
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
