package dev.noon.policy.cache.rules;

import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Provenance;
import dev.noon.cache.StoredResponse;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.exchange.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules under test, at one moment; header lines are written {@code Name: value | Name: value}. */
abstract class RulesFixture {
    static final long NOW = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();
    static final long DAY = 86_400;
    static final String DATE = "Date: Sat, 21 Nov 2026 12:00:00 GMT";
    static final String DATE_AGO = "Date: Sat, 21 Nov 2026 11:59:00 GMT";
    static final Timing AT_ONCE = new Timing(NOW, NOW, 0);
    static final Keying BY_URI = new Keying(List.of("GET"), false, false);
    static final Grace TO_VALIDATE = new Grace(0, 0, DAY * 1000);

    final HttpRules rules = http(TO_VALIDATE, false, TtlRules.NONE, false);

    static HttpRules http(Grace grace, boolean heuristic, TtlRules otherwise, boolean refresh) {
        return new HttpRules(new HttpOptions(BY_URI, grace, otherwise, heuristic, 30 * DAY * 1000, refresh));
    }

    static Headers lines(String text) {
        Headers headers = new Headers();
        for (String line : text.split("\\|")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    static Request get(String text) {
        Request request = Requests.of("GET", "/loans?page=2");
        Headers headers = lines(text);
        for (int i = 0; i < headers.size(); i++) {
            request.headers().add(headers.name(i), headers.value(i));
        }
        return request;
    }

    /** {@code no}; or life and further keeping, in seconds, for example {@code 60+0}. */
    static String kept(CacheRules rules, String request, int status, String reply) {
        return kept(rules.keep(get(request), status, lines(reply), AT_ONCE));
    }

    static String kept(Optional<Keep> keep) {
        return keep.map(k -> k.ttlMillis() / 1000 + "+" + (k.keptMillis() - k.ttlMillis()) / 1000)
                .orElse("no");
    }

    /** What {@code rules} make of {@code reply}, which came just now. */
    static StoredResponse stored(CacheRules rules, int status, String reply) {
        return stored(rules, status, lines(reply), "0123456789");
    }

    static StoredResponse stored(CacheRules rules, int status, Headers reply, String body) {
        Keep keep = rules.keep(get(""), status, reply, AT_ONCE).orElseThrow();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Life life = new Life(NOW, keep.initialAgeMillis(), keep.ttlMillis(), keep.keptMillis());
        return new StoredResponse(status, keep.fields(reply), bytes, life, new Provenance(0, 1));
    }

    /** Something stored just now that says {@code lines}, without asking any rules. */
    static StoredResponse stored(int status, String lines) {
        Headers headers = lines(lines);
        List<HeaderField> fields = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            fields.add(new HeaderField(headers.name(i), headers.value(i)));
        }
        byte[] bytes = "0123456789".getBytes(StandardCharsets.UTF_8);
        return new StoredResponse(status, fields, bytes, Life.fresh(NOW, 60_000), new Provenance(0, 1));
    }

    /** What may be done with {@code stored} after {@code seconds}, for a client that the gateway knows. */
    static Use use(CacheRules rules, String request, StoredResponse stored, long seconds) {
        long then = NOW + seconds * 1000;
        return rules.use(rules.asked(get(request), true), stored, stored.life().freshMillis(then) > 0, then);
    }

    static Use useOfUnknown(CacheRules rules, String request, StoredResponse stored, long seconds) {
        long then = NOW + seconds * 1000;
        return rules.use(rules.asked(get(request), false), stored, stored.life().freshMillis(then) > 0, then);
    }
}
