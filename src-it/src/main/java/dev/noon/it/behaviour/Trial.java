package dev.noon.it.behaviour;

import dev.noon.it.behaviour.Step.Answer;
import dev.noon.it.behaviour.Step.Check;
import dev.noon.it.http.Headers;
import dev.noon.it.http.RawConnection;
import dev.noon.it.http.Reply;
import dev.noon.it.http.UpstreamReply;
import dev.noon.it.http.UpstreamRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of a behaviour at a path of its own. Run by one thread, asked by those of the upstream. */
final class Trial {
    private static final long HOLD_SECONDS = 2;
    private static final int MISSING_BYTES = 100;
    private static final int PART_BYTES = 3;

    private final Behaviour behaviour;
    private final String path;
    private final Aging aging;
    private volatile Turn now = new Turn(Step.of("GET", ""), "");

    Trial(Behaviour behaviour, String path, Aging aging) {
        this.behaviour = behaviour;
        this.path = path;
        this.aging = aging;
    }

    /** One request on its way. */
    private static final class Turn {
        private final Step step;
        private final String body;
        private final List<UpstreamRequest> asked = new CopyOnWriteArrayList<>();
        private final CountDownLatch question = new CountDownLatch(1);
        private final CountDownLatch replied = new CountDownLatch(1);
        private volatile boolean waited;

        private Turn(Step step, String body) {
            this.step = step;
            this.body = body;
        }
    }

    /** Runs it against {@code port}, every request on a connection of its own; what was wrong, if anything. */
    Optional<String> run(int port) throws IOException, InterruptedException {
        String before = "";
        List<Step> steps = behaviour.steps();
        for (int i = 0; i < steps.size(); i++) {
            Seen seen = look(port, new Turn(steps.get(i), "answer " + (i + 1)), before);
            for (Check check : steps.get(i).checks()) {
                Optional<String> wrong = check.wrong(seen);
                if (wrong.isPresent()) {
                    return Optional.of("request " + (i + 1) + ": expected " + wrong.get() + "; " + seen);
                }
            }
            String text = seen.reply().text();
            before = steps.get(i).method().equals("GET") && text.startsWith("answer") ? text : before;
            if (i + 1 < steps.size()) {
                aging.await(steps.get(i).answer().lines());
            }
        }
        return Optional.empty();
    }

    private Seen look(int port, Turn turn, String before) throws IOException, InterruptedException {
        now = turn;
        Reply reply = ask(port, turn.step);
        turn.replied.countDown();
        if (turn.step.held() && !turn.question.await(HOLD_SECONDS, TimeUnit.SECONDS)) {
            return new Seen(reply, List.of(), before, turn.body, false);
        }
        return new Seen(reply, turn.asked, before, turn.body, turn.waited);
    }

    private Reply ask(int port, Step step) throws IOException {
        try (RawConnection client = RawConnection.open(port)) {
            boolean plain = step.method().equals("GET") || step.method().equals("HEAD");
            client.send(step.method() + " " + path + step.query() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + (plain ? "" : "Content-Length: 0\r\n")
                    + lines(step.lines()).wire() + "\r\n");
            return client.read(step.method());
        } catch (IOException e) {
            if (step.answer().cut()) {
                return new Reply(0, Headers.of(), new byte[0]);
            }
            throw e;
        }
    }

    /** Answers as the upstream. */
    void answer(UpstreamRequest request, UpstreamReply reply) throws IOException, InterruptedException {
        Turn turn = now;
        Answer answer = turn.step.answer();
        turn.asked.add(request);
        turn.question.countDown();
        if (turn.step.held() && !turn.replied.await(HOLD_SECONDS, TimeUnit.SECONDS)) {
            turn.waited = true;
        }
        if (answer.status() == 0) {
            reply.closeAfter();
            return;
        }
        Headers headers = dated(lines(aging.lines(answer.lines()).replace("{path}", path)));
        if (answer.cut()) {
            reply.raw("HTTP/1.1 200 Answer\r\nContent-Length: " + MISSING_BYTES + "\r\n" + headers.wire() + "\r\n"
                    + turn.body);
            reply.closeAfter();
            return;
        }
        reply.raw(answer.interim());
        int status = status(answer, request);
        String body = status == 206 ? turn.body.substring(0, PART_BYTES) : turn.body;
        boolean unasked = answer.status() == 206 && status == 200;
        reply.send(status, body.getBytes(StandardCharsets.ISO_8859_1), unasked ? whole(headers) : headers);
    }

    /** As origins do that have a clock (RFC 9110 section 6.6.1), unless the table says otherwise. */
    private static Headers dated(Headers headers) {
        List<Headers.Field> fields = new ArrayList<>(headers.fields());
        if (!headers.has("Date")) {
            fields.add(new Headers.Field("Date", Dates.now()));
        }
        fields.removeIf(field -> field.value().equals(Behaviour.UNDATED));
        return new Headers(fields);
    }

    private static int status(Answer answer, UpstreamRequest request) {
        boolean pointless =
                switch (answer.status()) {
                    case 206 -> !request.headers().has("Range");
                    case 304 -> !Seen.isConditional(request);
                    default -> false;
                };
        return pointless ? 200 : answer.status();
    }

    private static Headers whole(Headers headers) {
        return new Headers(headers.fields().stream()
                .filter(field -> !field.name().equals("Content-Range"))
                .toList());
    }

    /** Header lines as the table writes them. */
    static Headers lines(String text) {
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
