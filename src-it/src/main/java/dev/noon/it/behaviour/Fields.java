package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.of;
import static dev.noon.it.behaviour.Outcome.HIT;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which fields of an answer are stored (RFC 9111 section 3.1), and which a cache adds. */
final class Fields {
    private static final String STORED = "9111 3.1";
    private static final String CONNECTION = "9110 7.6.1";
    private static final int LONG = 4_000;
    private static final int MANY = 40;

    private Fields() {}

    static List<Behaviour> table() {
        String modified = Dates.at(-86_400);
        return List.of(
                kept("X-A", "1"),
                kept("Content-Type", "text/x-a"),
                kept("Content-Language", "de"),
                kept("Content-Location", "/elsewhere"),
                kept("ETag", "\"v1\""),
                kept("Last-Modified", modified),
                kept("Link", "</a.css>; rel=preload"),
                kept("Expires", Dates.at(600)),
                kept("Vary", "X-A"),
                kept("Date", Dates.at(-60)),
                of(STORED, "Cache-Control is stored")
                        .get("")
                        .says("Cache-Control: max-age=600, x-a=1")
                        .get("")
                        .is(HIT)
                        .has("Cache-Control", "max-age=600, x-a=1"),
                of("9110 5.3", "lines of one name keep their order")
                        .get("")
                        .says(LIFE + " | X-A: 1 | X-B: 3 | X-A: 2")
                        .get("")
                        .is(HIT)
                        .has("X-A", "1, 2"),
                of(STORED, "a long line is stored")
                        .get("")
                        .says(LIFE + " | X-A: " + "a".repeat(LONG))
                        .get("")
                        .is(HIT)
                        .has("X-A", "a".repeat(LONG))
                        .good(),
                of(STORED, "many lines are stored")
                        .get("")
                        .says(LIFE
                                + IntStream.range(0, MANY)
                                        .mapToObj(i -> " | X-" + i + ": " + i)
                                        .collect(Collectors.joining()))
                        .get("")
                        .is(HIT)
                        .has("X-0", "0")
                        .has("X-39", "39")
                        .good(),
                dropped("X-A", "Connection: X-A | X-A: 1"),
                dropped("X-B", "Connection: x-a, x-b | X-B: 1"),
                dropped("Keep-Alive", "Keep-Alive: x-a=1"),
                dropped("Proxy-Connection", "Proxy-Connection: x-a").good(),
                of("9111 5.1", "Age is told")
                        .get("")
                        .says(LIFE + " | Age: 30")
                        .get("")
                        .is(HIT)
                        .age(30),
                of("9111 5.1", "Age is told where there was none")
                        .get("")
                        .says(LIFE)
                        .get("")
                        .is(HIT)
                        .age(0),
                of("9111 4.2.3", "Age is told where Date shows it")
                        .get("")
                        .says(LIFE + " | Date: " + Dates.at(-60))
                        .get("")
                        .is(HIT)
                        .age(60)
                        .good(),
                of("9211 2.1", "Cache-Status tells a hit")
                        .get("")
                        .says(LIFE)
                        .get("")
                        .is(HIT)
                        .tells("Cache-Status", "hit")
                        .choice(),
                of("9211 2.2", "Cache-Status tells a fetch")
                        .get("")
                        .says(LIFE)
                        .tells("Cache-Status", "fwd=")
                        .choice());
    }

    private static Behaviour kept(String field, String value) {
        return of(STORED, field + " is stored")
                .get("")
                .says(LIFE + " | " + field + ": " + value)
                .get("")
                .is(HIT)
                .has(field, value);
    }

    private static Behaviour dropped(String field, String lines) {
        return of(CONNECTION, "of the connection: " + lines.replace(" | ", ", "))
                .get("")
                .says(LIFE + " | " + lines)
                .get("")
                .says(LIFE)
                .lacks(field);
    }
}
