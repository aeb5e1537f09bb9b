package dev.noon.it.behaviour;

import dev.noon.it.behaviour.Step.Answer;
import dev.noon.it.behaviour.Step.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One behaviour of a shared cache: requests in turn, what the upstream says if it is asked, and what comes of it. Header
 * lines are written {@code Name: value | Name: value}. Bodies differ from answer to answer ({@code answer 1}, {@code answer
 * 2}), so that it shows which one came. Written by one thread, then read by any.
 */
public final class Behaviour {
    /** How much it matters. */
    public enum Weight {
        /** The standard demands it: a cache that does otherwise answers wrongly. */
        MUST,
        /** The standard recommends or allows it: a cache that does otherwise makes its upstream work, or does less. */
        GOOD,
        /** The standard leaves it open, and caches differ on purpose; what is here is Noon's choice. */
        CHOICE
    }

    /** A life of ten minutes. */
    static final String LIFE = "Cache-Control: max-age=600";

    /** One that is over. */
    static final String OVER = Aging.OVER;

    /** What an answer can be validated by. */
    static final String TAG = " | ETag: \"v1\"";

    /** The value of a field that the upstream does not send: answers have a {@code Date} otherwise. */
    static final String UNDATED = "none at all";

    private final String section;
    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private Weight weight = Weight.MUST;

    private Behaviour(String section, String name) {
        this.section = section;
        this.name = name;
    }

    /** One that the standard demands; {@code section} is the number of the RFC and of the section in it. */
    static Behaviour of(String section, String name) {
        return new Behaviour(section, name);
    }

    /** A second request gets what the first one brought, which had these lines. */
    static Behaviour reused(String section, String name, String says) {
        return twice(section, name, says).is(Outcome.HIT).good();
    }

    /** A second request gets an answer of its own although the first one brought one with these lines. */
    static Behaviour asked(String section, String name, String says) {
        return twice(section, name, says).is(Outcome.FETCHED);
    }

    private static Behaviour twice(String section, String name, String says) {
        return of(section, name).get("").says(says).get("").says(says);
    }

    /** The RFC's number and the section's. */
    public String section() {
        return section;
    }

    public String name() {
        return name;
    }

    public Weight weight() {
        return weight;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Behaviour good() {
        weight = Weight.GOOD;
        return this;
    }

    Behaviour choice() {
        weight = Weight.CHOICE;
        return this;
    }

    /** A GET with these lines. */
    Behaviour get(String lines) {
        return send("GET", lines);
    }

    Behaviour send(String method, String lines) {
        steps.add(Step.of(method, lines));
        return this;
    }

    /** The latest request has that query. */
    Behaviour at(String query) {
        return latest(latest().at(query));
    }

    /**
     * What the upstream says if it is asked by the latest request, {@code {path}} being its path; status 0 to break the
     * connection. Where there is no condition it says 200 and not 304, where there is no range 200 and not 206; the part that
     * it gives is the first three bytes.
     */
    Behaviour says(int status, String lines) {
        return latest(latest().with(new Answer(status, lines, "", false)));
    }

    /** Says 200. */
    Behaviour says(String lines) {
        return says(200, lines);
    }

    /** Before the latest answer comes an interim one. */
    Behaviour after(int status, String lines) {
        Answer answer = latest().answer();
        String interim =
                "HTTP/1.1 " + status + " Interim\r\n" + Trial.lines(lines).wire() + "\r\n";
        return latest(latest().with(new Answer(answer.status(), answer.lines(), interim, answer.cut())));
    }

    /** The latest answer ends before its end. */
    Behaviour cut() {
        Answer answer = latest().answer();
        return latest(latest().with(new Answer(answer.status(), answer.lines(), answer.interim(), true)));
    }

    Behaviour is(Outcome outcome) {
        if (outcome == Outcome.BEHIND) {
            latest(latest().hold());
        }
        return check(outcome::wrong);
    }

    /** The client sees one of these. */
    Behaviour status(int... statuses) {
        return check("status " + Arrays.toString(statuses), seen -> Arrays.stream(statuses)
                .anyMatch(status -> seen.reply().status() == status));
    }

    /** The client sees that something went wrong at the server's side. */
    Behaviour fails() {
        return check("an error", seen -> seen.reply().status() >= 500);
    }

    Behaviour text(String text) {
        return check("body \"" + text + "\"", seen -> seen.reply().text().equals(text));
    }

    /** The client sees all of an answer, whichever. */
    Behaviour whole() {
        return check("a whole body", seen -> seen.reply().text().startsWith("answer "));
    }

    /** The upstream is asked. */
    Behaviour asks() {
        return check("a question", seen -> !seen.asked().isEmpty());
    }

    /** The upstream is not asked. */
    Behaviour quiet() {
        return check("no question", seen -> seen.asked().isEmpty());
    }

    /** The client sees that field with that value, in one line or several. */
    Behaviour has(String field, String value) {
        return check(
                field + ": " + value,
                seen -> String.join(", ", seen.reply().headers().all(field)).equals(value));
    }

    /** The client sees that field with that among what it says. */
    Behaviour tells(String field, String part) {
        return check(field + " with " + part, seen -> seen.reply().header(field).contains(part));
    }

    Behaviour lacks(String field) {
        return check("no " + field, seen -> !seen.reply().headers().has(field));
    }

    /** The client does not see that field with that value. */
    Behaviour never(String field, String value) {
        return check(
                "no " + field + ": " + value,
                seen -> !seen.reply().headers().all(field).contains(value));
    }

    /** The client sees an {@code Age} from {@code seconds} to a minute more. */
    Behaviour age(int seconds) {
        return check("Age: " + seconds + " or little more", seen -> {
            String age = seen.reply().header("Age");
            return age.matches("\\d{1,9}") && Integer.parseInt(age) >= seconds && Integer.parseInt(age) <= seconds + 60;
        });
    }

    /** The upstream sees that field with that value. */
    Behaviour asks(String field, String value) {
        return check("a question with " + field + ": " + value, seen -> seen.asked().stream()
                .anyMatch(request -> request.headers().text(field).equals(value)));
    }

    private Behaviour check(String expected, Predicate<Seen> held) {
        return check(seen -> held.test(seen) ? Optional.empty() : Optional.of(expected));
    }

    private Behaviour check(Check check) {
        return latest(latest().with(check));
    }

    private Step latest() {
        return steps.get(steps.size() - 1);
    }

    private Behaviour latest(Step step) {
        steps.set(steps.size() - 1, step);
        return this;
    }
}
