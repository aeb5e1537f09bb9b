package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheTest {

    private static final String DEV = "/api/v1/environments/dev";
    private static final String KEY = "0123456789abcdef".repeat(4);

    private final FakeAdmin manager = new FakeAdmin();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void scopesAreATable() {
        manager.on("GET " + DEV + "/cache/scopes", 200, """
                {"scopes":[
                 {"scope":"proxy","holds":"answers of a proxy","tiers":["local","grid"],"persisted":false,"visibility":"full",
                  "local":{"entries":12,"bytes":7168,"capacityBytes":67108864},"grid":{"entries":4,"capacityEntries":10000},
                  "figures":{"lookups":4,"hitRatio":0.75}},
                 {"scope":"quota","holds":"permits","tiers":["local","grid"],"persisted":true,"visibility":"figures",
                  "grid":{"entries":0,"capacityEntries":10000}}]}""");
        String table = """
                SCOPE  TIERS       HEAP  HEAP BYTES  GRID  GRID MOST  HITS    LASTS  SHOWN    HOLDS
                proxy  local+grid  12    7.0 KiB     4     10000      75.0 %  no     full     answers of a proxy
                quota  local+grid  -     -           0     10000      -       yes    figures  permits
                """;
        assertThat(Typed.noon(manager, "cache", "scopes").out()).isEqualTo(table);
        assertThat(Typed.noon(manager, "cache").out()).isEqualTo(table);
    }

    @Test
    void keysAreATableAndTheNextPageIsNamed() {
        manager.on("GET " + DEV + "/cache/scopes/proxy/entries", 200, """
                {"entries":[
                 {"key":"%s","scope":"proxy","tier":"local","bytes":700,"proxy":"loans","path":"/loans","status":200,
                  "bodyBytes":300,"ageSeconds":2,"ttlSeconds":58,"hits":7},
                 {"key":"%s","scope":"proxy","tier":"local","bytes":400,"proxy":"loans","path":"/loans","varies":"accept"}],
                 "next":"n1"}""".formatted(KEY, KEY));
        Typed typed = Typed.noon(
                manager,
                "cache",
                "keys",
                "proxy",
                "--proxy",
                "loans",
                "--prefix",
                "/loans?",
                "-n",
                "2",
                "--after",
                "n0");
        assertThat(typed.out()).isEqualTo("""
                KEY                                                               PROXY  PATH    STATUS            BYTES  AGE  TTL   HITS
                %s  loans  /loans  200               300 B  2 s  58 s  7
                %s  loans  /loans  varies by accept  -      -    -     -
                """.formatted(KEY, KEY));
        assertThat(typed.err()).contains("more with --after n1");
        assertThat(manager.calls().get(0).line())
                .isEqualTo(
                        "GET " + DEV + "/cache/scopes/proxy/entries?proxy=loans&prefix=%2Floans%3F&limit=2&after=n0");
    }

    @Test
    void anEntryIsShownWithHeadersAndText() {
        manager.on("GET " + DEV + "/cache/scopes/proxy/entries/" + KEY, 200, """
                {"copies":[{"key":"%s","tier":"local","ttlSeconds":58,"headers":[{"name":"ETag","value":"\\"1\\""}],
                  "body":{"bytes":9000,"type":"text/plain","text":"hello","whole":false}}]}""".formatted(KEY));
        assertThat(Typed.noon(manager, "cache", "show", "proxy", KEY).out()).isEqualTo("""
                key           %s
                tier          local
                ttlSeconds    58
                  ETag: "1"
                body          8.8 KiB of text/plain

                hello…
                """.formatted(KEY));
    }

    @Test
    void figuresOfAllNodesAreATable() {
        manager.on("GET " + DEV + "/analytics", 200, """
                {"nodes":[{"node":"node-1"},{"node":"node-2"}],"missing":["10.0.0.3:5701"],
                 "cache":{"lookups":10,"hitRatio":0.8,"staleServed":1,"collapsed":0,"misses":{"absent":1,"vary":1},
                  "evictions":{"size":3},"fill":{"p90Micros":4096},
                  "series":[{"scope":"proxy","proxy":"loans","endpoint":"","policy":"cache","lookups":10,"hitRatio":0.8,
                   "staleServed":1,"collapsed":0,"misses":{"absent":1,"vary":1},"fill":{"p90Micros":4096}}]}}""");
        assertThat(Typed.noon(manager, "cache", "stats", "--region", "eu").out())
                .isEqualTo("""
                SCOPE  PROXY  ENDPOINT  POLICY  LOOKUPS  HITS    STALE  COLLAPSED  MISSES            EVICTED  FILL P90
                proxy  loans  -         cache   10       80.0 %  1      0          1 absent, 1 vary  -        4096 µs
                all    -      -         -       10       80.0 %  1      0          1 absent, 1 vary  3 size   4096 µs

                of node-1, node-2
                without 10.0.0.3:5701
                """);
        assertThat(manager.calls().get(0).line()).isEqualTo("GET " + DEV + "/analytics?region=eu");
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeAnybodyIsAsked() {
        Typed key = Typed.noon(manager, "cache", "show", "proxy", "loans");
        assertThat(key.exit()).isEqualTo(Exit.USAGE);
        assertThat(key.err()).contains("KEY is loans; must be a hash of 64 hexadecimal digits");
        Typed limit = Typed.noon(manager, "cache", "keys", "proxy", "-n", "501");
        assertThat(limit.exit()).isEqualTo(Exit.USAGE);
        assertThat(limit.err()).contains("--limit is 501; must be 1 to 500");
        assertThat(Typed.noon(manager, "cache", "top", "-n", "0").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.noon(manager, "cache", "keys").exit()).isEqualTo(Exit.USAGE);
        assertThat(manager.calls()).isEmpty();
    }
}
