package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeTest {

    private static final String PURGES = "/api/v1/environments/dev/purges";
    private static final String DONE = """
            {"operation":7,"purge":{},"estimate":{"entries":%d},"receipts":[
             {"node":"node-1","state":"acknowledged","operation":7,"millis":4},
             {"node":"node-2","state":"%s","operation":6}],"complete":%b}""";

    private final FakeAdmin manager = new FakeAdmin();

    @BeforeEach
    void purges() {
        manager.on("POST " + PURGES, 201, DONE.formatted(412, "acknowledged", true));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            --proxy=loans                    | --wait=5      | {"proxy":"loans"}
            --group=calculators              | --soft        | {"group":"calculators","soft":true}
            --method=loans/POST /loans/quote | --wait=5      | {"endpoint":"POST /loans/quote","proxy":"loans"}
            --endpoint=loans//loans/quote    | --wait=5      | {"endpoint":"/loans/quote","proxy":"loans"}
            --tag=rates                      | --in=loans    | {"tag":"rates","proxy":"loans"}
            --tag=rates                      | --soft        | {"tag":"rates","soft":true}
            --prefix=/loans/a                | --wait=5      | {"prefix":"/loans/a"}
            --prefix=/loans/a                | --in=loans    | {"prefix":"/loans/a","proxy":"loans"}
            --key=0a0a                       | --wait=5      | {"key":"0a0a"}
            --scope=proxy-method             | --wait=5      | {"scope":"proxy-method"}
            --all                            | --soft        | {"all":true,"soft":true}
            """)
    void everySelectorIsAFieldOfItsOwn(String selector, String option, String body) {
        assertThat(Typed.noon(manager, "purge", selector, option).exit()).isEqualTo(Exit.DONE);
        assertThat(manager.calls().get(0).body()).isEqualTo(body);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "--tag=a, --all",
        "--tag=a, --tag=b",
        "--proxy=loans, --group=calculators",
        "--proxy=loans, --in=cards",
        "--all, --in=cards",
        "--method=loans, --soft",
        "--method=/POST /a, --soft",
        "--tag=, --soft",
        "--soft, --dry-run",
        "--tag=a, --wait=61",
    })
    void whatCannotBeMeantIsWrongUsageAndAsksNobody(String one, String other) {
        assertThat(Typed.noon(manager, "purge", one, other).exit()).isEqualTo(Exit.USAGE);
        assertThat(manager.calls()).isEmpty();
    }

    @Test
    void theEstimateComesFirstAndThenALineForEveryNode() {
        Typed purged = Typed.noon(manager, "purge", "--tag", "rates", "--in", "loans");
        assertThat(purged.out()).startsWith("purged: tag rates in loans, ~412 answers (operation 7)\n✓ node-1  ");
        assertThat(purged.out()).contains("node-1  operation 7  4 ms\n");
        assertThat(Typed.noon(manager, "purge", "--tag", "rates", "--soft").out())
                .startsWith("made stale: tag rates, ~412 answers (operation 7)\n");
    }

    @Test
    void aNodeThatDoesNotAcknowledgeIsNamed() {
        manager.on("POST " + PURGES, 201, DONE.formatted(1, "pending", false));
        Typed purged = Typed.noon(manager, "purge", "--proxy", "loans");
        assertThat(purged.exit()).isEqualTo(Exit.LAGGING);
        assertThat(purged.out()).startsWith("purged: proxy loans, ~1 answer (operation 7)\n");
        assertThat(purged.err()).contains("not acknowledged by node-2 (pending)");
    }

    @Test
    void aDryRunOnlyEstimates() {
        manager.on("POST " + PURGES, 200, "{\"purge\":{\"all\":true},\"estimate\":{\"entries\":3}}");
        Typed dry = Typed.noon(manager, "purge", "--all", "--dry-run");
        assertThat(dry.exit()).isEqualTo(Exit.DONE);
        assertThat(dry.out()).isEqualTo("would purge: everything, ~3 answers\n");
        assertThat(manager.calls().get(0).line()).isEqualTo("POST " + PURGES + "?dryRun=true");
        assertThat(Typed.noon(manager, "purge", "--all", "--dry-run", "-o", "json")
                        .out())
                .contains("\"entries\"");
    }

    @Test
    void withoutAStoreNothingIsPurged() {
        manager.on("POST " + PURGES, 503, """
                {"type":"https://noon.dev/problems/store-unavailable","title":"Store unavailable","status":503,
                 "detail":"the store does not answer; nothing was purged. Purge again: twice does no harm"}""");
        Typed away = Typed.noon(manager, "purge", "--all");
        assertThat(away.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(away.err()).contains("nothing was purged");
    }
}
