package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One behaviour of a cache: requests in turn, what the upstream says if it is asked, and what comes of it. Header lines are
 * written {@code Name: value | Name: value}. Bodies differ from answer to answer, so that it shows which one came.
 */
final class Behaviour {
    /** A life of ten minutes. */
    static final String LIFE = "Cache-Control: max-age=600";

    /** One that is over. */
    static final String OVER = "Age: 700 | Cache-Control: max-age=600";

    /** What an answer can be validated by. */
    static final String TAG = " | ETag: \"v1\"";

    private static final long STARTED = System.currentTimeMillis();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** What comes of a request. */
    enum Outcome {
        /** The upstream was asked for the whole, and its answer came. */
        FETCHED,
        /** What was stored came, and nobody had to wait for the upstream. */
        HIT,
        /** The upstream was asked whether what is stored holds, and that came. */
        VALIDATED,
        /** The upstream was asked, and what is stored came in place of its answer. */
        STOOD_IN
    }

    /** One request; {@code checks} look at what the client and the upstream saw. */
    private record Step(String method, String query, String request, int status, String says, List<Check> checks) {}

    private interface Check {
        void look(Seen seen);
    }

    /** What came of one request. */
    private record Seen(Reply reply, List<UpstreamRequest> asked, String before, String fresh) {}

    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private final List<UpstreamRequest> asked = new CopyOnWriteArrayList<>();
    private volatile Step now = new Step("GET", "", "", 200, "", List.of());
    private volatile String body = "";
    private String before = "";
    private String place = "";

    private Behaviour(String name) {
        this.name = name;
    }

    static Behaviour of(String name) {
        return new Behaviour(name);
    }

    /** A date so many seconds after the tests began. */
    static String date(long seconds) {
        return DATE.format(Instant.ofEpochMilli(STARTED + seconds * 1000));
    }

    String name() {
        return name;
    }

    /** A GET with these lines. */
    Behaviour get(String lines) {
        return send("GET", lines);
    }

    Behaviour send(String method, String lines) {
        steps.add(new Step(method, "", lines, 200, "", new ArrayList<>()));
        return this;
    }

    /** The latest request has that query. */
    Behaviour at(String query) {
        Step latest = steps.remove(steps.size() - 1);
        steps.add(new Step(latest.method(), query, latest.request(), latest.status(), latest.says(), latest.checks()));
        return this;
    }

    /** What the upstream says if it is asked by the latest request, {@code {path}} being its path; status 0 to break the connection. */
    Behaviour says(int status, String lines) {
        Step latest = steps.remove(steps.size() - 1);
        steps.add(new Step(latest.method(), latest.query(), latest.request(), status, lines, latest.checks()));
        return this;
    }

    /** Says 200. */
    Behaviour says(String lines) {
        return says(200, lines);
    }

    Behaviour is(Outcome outcome) {
        return check(seen -> look(seen, outcome));
    }

    Behaviour status(int status) {
        return check(seen -> assertThat(seen.reply().status()).isEqualTo(status));
    }

    Behaviour text(String text) {
        return check(seen -> assertThat(seen.reply().text()).isEqualTo(text));
    }

    /** The client sees that field with that value. */
    Behaviour has(String field, String value) {
        return check(
                seen -> assertThat(seen.reply().headers().all(field)).as(field).containsExactly(value));
    }

    Behaviour lacks(String field) {
        return check(
                seen -> assertThat(seen.reply().headers().all(field)).as(field).isEmpty());
    }

    /** The upstream sees that field with that value. */
    Behaviour asks(String field, String value) {
        return check(seen ->
                assertThat(seen.asked().get(0).headers().all(field)).as(field).containsExactly(value));
    }

    /** Runs it at {@code path} of {@code port}; every request has a connection of its own. */
    void run(int port, String path) throws IOException {
        place = path;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            asked.clear();
            now = step;
            body = "answer " + (i + 1);
            Reply reply = ask(port, step);
            Seen seen = new Seen(reply, List.copyOf(asked), before, body);
            for (Check check : step.checks()) {
                try {
                    check.look(seen);
                } catch (AssertionError e) {
                    throw new AssertionError(
                            "request " + (i + 1) + ": " + e.getMessage() + "\nclient saw " + reply + "\nupstream saw "
                                    + asked,
                            e);
                }
            }
            boolean stored = step.method().equals("GET") && reply.text().startsWith("answer");
            before = stored ? reply.text() : before;
        }
    }

    private Reply ask(int port, Step step) throws IOException {
        try (RawConnection client = RawConnection.open(port)) {
            boolean plain = step.method().equals("GET") || step.method().equals("HEAD");
            client.send(step.method() + " " + place + step.query() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + (plain ? "" : "Content-Length: 0\r\n")
                    + lines(step.request()).wire() + "\r\n");
            return client.read(step.method());
        }
    }

    /** Answers as the upstream. */
    void answer(UpstreamRequest request, UpstreamReply reply) throws IOException {
        asked.add(request);
        Step step = now;
        if (step.status() == 0) {
            reply.closeAfter();
            return;
        }
        reply.send(
                step.status(),
                body.getBytes(StandardCharsets.UTF_8),
                lines(step.says().replace("{path}", place)));
    }

    private static void look(Seen seen, Outcome outcome) {
        boolean conditional = seen.asked().stream()
                .anyMatch(request -> request.headers().has("If-None-Match")
                        || request.headers().has("If-Modified-Since"));
        switch (outcome) {
            case FETCHED -> {
                assertThat(seen.asked()).as("questions to the upstream").hasSize(1);
                assertThat(conditional).as("conditional").isFalse();
                assertThat(seen.reply().text()).isIn(seen.fresh(), "");
            }
            case HIT -> {
                assertThat(seen.reply().text()).isEqualTo(seen.before());
                assertThat(seen.reply().cacheStatus()).contains("; hit");
            }
            case VALIDATED -> {
                assertThat(conditional).as("conditional").isTrue();
                assertThat(seen.reply().text()).isEqualTo(seen.before());
            }
            case STOOD_IN -> {
                assertThat(seen.asked()).as("questions to the upstream").isNotEmpty();
                assertThat(seen.reply().text()).isEqualTo(seen.before());
            }
        }
    }

    private Behaviour check(Check check) {
        steps.get(steps.size() - 1).checks().add(check);
        return this;
    }

    private static Headers lines(String text) {
        List<Headers.Field> fields = new ArrayList<>();
        for (String line : text.split("\\|")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(new Headers.Field(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip()));
            }
        }
        return new Headers(fields);
    }
}
