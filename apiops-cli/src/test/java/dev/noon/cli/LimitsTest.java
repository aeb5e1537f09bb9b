package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final String DEV = "/api/v1/environments/dev";
    private static final String HASH = "-bcdefghijklmnopqrstuv";

    private final FakeAdmin manager = new FakeAdmin();

    @BeforeEach
    void answer() {
        manager.on("GET " + DEV + "/limits", 200, """
                {"limits":[
                 {"id":"0123456789ab","owner":"ApiProxy/loans","scope":"proxy","name":"loans","policy":"throttle",
                  "type":"throttle","limit":100,"per":"second","window":"sliding","mode":"leased",
                  "identities":12,"near":3,"over":45},
                 {"id":"ba9876543210","owner":"ProxyGroup/loans","scope":"group","name":"loans","policy":"day",
                  "type":"quota","limit":5000,"per":"day","window":"fixed","mode":"exact","by":"${header.X-Client}",
                  "identities":0,"near":0,"over":0},
                 {"id":"cccccccccccc","owner":"ApiProxy/loans","scope":"proxy","name":"loans","policy":"day",
                  "type":"quota","limit":5000,"per":"day","window":"fixed","mode":"exact",
                  "identities":0,"near":0,"over":0}],"missing":["10.0.0.2:5701"]}""");
        manager.on("GET " + DEV + "/limits/0123456789ab", 200, """
                {"limit":{"id":"0123456789ab"},"counters":[
                 {"limit":"0123456789ab","owner":"ApiProxy/loans","name":"loans","policy":"throttle",
                  "identity":"%s","client":"consumer acme","used":93,"of":100,"left":7,"over":0,
                  "seen":"2026-01-01T00:00:00.500Z","free":"2026-01-01T00:00:01.500Z"}]}""".formatted(HASH));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void limitsAreATableAndWhoIsMissingIsNamed() {
        Typed typed = Typed.noon(manager, "limits");
        assertThat(typed.out()).isEqualTo("""
                LIMIT           ID            OF     ALLOWS          WINDOW   MODE    BY                   COUNTED  NEAR  OVER
                loans/throttle  0123456789ab  proxy  100 per second  sliding  leased  consumer or address  12       3     45
                loans/day       ba9876543210  group  5000 per day    fixed    exact   ${header.X-Client}   0        0     0
                loans/day       cccccccccccc  proxy  5000 per day    fixed    exact   consumer or address  0        0     0
                """);
        assertThat(typed.err()).contains("10.0.0.2:5701");
    }

    @Test
    void somebodysCounterIsAskedForByTheNameOfTheLimit() {
        Typed typed = Typed.noon(manager, "limits", "show", "loans/throttle", "--consumer", "acme & sons");
        assertThat(typed.out()).isEqualTo("""
                LIMIT           WHO            IDENTITY                USED  OF   LEFT  OVER  ALL FREE AT
                loans/throttle  consumer acme  %s  93    100  7     0     2026-01-01T00:00:01Z
                """.formatted(HASH));
        assertThat(manager.calls().get(1).line())
                .isEqualTo("GET " + DEV + "/limits/0123456789ab?consumer=acme%20%26%20sons");
    }

    @Test
    void aNameThatSeveralLimitsHaveIsRefusedWithTheirIds() {
        Typed typed = Typed.noon(manager, "limits", "show", "loans/day");
        assertThat(typed.exit()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("ba9876543210, cccccccccccc");
        assertThat(Typed.noon(manager, "limits", "show", "fees/day").err()).contains("there is no limit fees/day");
    }

    @Test
    void aResetSaysWhoseAndWhereItIsInForce() {
        manager.on("POST " + DEV + "/limits/reset", 201, """
                {"operation":7,"reset":{"id":"0123456789ab","identity":"%s"},"acknowledged":[{"node":"node-1"}],
                 "missing":[],"complete":true}""".formatted(HASH));
        Typed typed = Typed.noon(manager, "limits", "reset", "0123456789ab", "--identity=" + HASH);
        assertThat(typed.exit()).as(typed.err()).isEqualTo(Exit.DONE);
        assertThat(typed.out()).contains("reset: 0123456789ab of identity " + HASH + " (operation 7)");
        assertThat(manager.calls().get(1).body())
                .isEqualTo("{\"limit\":\"0123456789ab\",\"identity\":\"" + HASH + "\"}");
    }

    @Test
    void aResetOfNobodyIsNotSent() {
        for (String[] wrong : new String[][] {
            {"limits", "reset", "loans/throttle"},
            {"limits", "reset", "loans/throttle", "--all", "--consumer", "acme"},
            {"limits", "reset", "loans/throttle", "--address", "10.0.0.1", "--consumer", "acme"}
        }) {
            Typed typed = Typed.noon(manager, wrong);
            assertThat(typed.exit()).isEqualTo(Exit.USAGE);
            assertThat(typed.err()).contains("--identity, or --all");
        }
        assertThat(manager.calls()).as("nothing was asked").isEmpty();
    }
}
