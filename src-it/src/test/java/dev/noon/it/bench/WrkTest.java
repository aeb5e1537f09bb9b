package dev.noon.it.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String OUTPUT = """
            Running 4s test @ http://127.0.0.1:9000/1k.txt
              1 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency   711.44us    1.02ms  22.41ms   95.31%
                Req/Sec   110.92k     6.11k  121.29k    72.50%
              Latency Distribution
                 50%  512.00us
                 75%  749.00us
                 90%    1.15ms
                 99%    5.15ms
              441435 requests in 4.00s, 533.81MB read
            """;

    @Test
    void readsRateAndLatencies() {
        Wrk.Result result = Wrk.parse(OUTPUT + "Requests/sec: 110330.55\nTransfer/sec:    133.42MB\n");

        assertThat(result).isEqualTo(new Wrk.Result(110330.55, 0.512, 5.15, 0));
    }

    @Test
    void readsSecondsWhichWrkFollowsWithABlank() {
        String slow = OUTPUT.replace("    99%    5.15ms", "    99%    1.32s ");

        assertThat(Wrk.parse(slow + "Requests/sec: 769.46\n")).isEqualTo(new Wrk.Result(769.46, 0.512, 1320, 0));
    }

    @Test
    void countsRefusedAnswersAndBrokenConnections() {
        Wrk.Result result = Wrk.parse(OUTPUT
                + "  Socket errors: connect 1, read 2, write 0, timeout 4\n  Non-2xx or 3xx responses: 100\n"
                + "Requests/sec:  10.00\n");

        assertThat(result.errors()).isEqualTo(107);
    }

    @Test
    void refusesOutputWithoutARate() {
        assertThatThrownBy(() -> Wrk.parse("unable to connect")).hasMessageContaining("unable to connect");
    }
}
