package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.http.Reply;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a reply says is left of one limit.
 *
 * @param name the limit's policy
 * @param units how many units may still pass
 * @param seconds when more may pass
 */
record Left(String name, long units, long seconds) {
    private static final Pattern ITEM = Pattern.compile("\"([^\"]+)\";r=(\\d+);t=(\\d+)");

    /** What the one field of a reply says, in its order; fails if it has none, or another form. */
    static List<Left> of(Reply reply) {
        List<String> lines = reply.headers().all("RateLimit");
        assertThat(lines).as(reply.toString()).hasSize(1);
        return Stream.of(lines.get(0).split(", *", -1)).map(Left::item).toList();
    }

    /** How many units are left of a reply's only limit. */
    static long unitsOf(Reply reply) {
        List<Left> all = of(reply);
        assertThat(all).as(reply.toString()).hasSize(1);
        return all.get(0).units();
    }

    private static Left item(String text) {
        Matcher matcher = ITEM.matcher(text);
        assertThat(matcher.matches()).as("an item of RateLimit: " + text).isTrue();
        return new Left(matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }
}
