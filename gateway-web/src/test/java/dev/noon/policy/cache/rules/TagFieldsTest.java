package dev.noon.policy.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.Tags;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Requests;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagFieldsTest {
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "Surrogate-Key: a b      | X: 1                | a b",
                "Cache-Tag: a,b, c       | X: 1                | a b c",
                "surrogate-key: a        | CACHE-TAG: b        | a b",
                "Cache-Tag: a            | Cache-Tag: b        | a b",
                "Cache-Tag: a,,a , a     | Surrogate-Key: a    | a",
                "'Cache-Tag: , '         | X: 1                | ''",
                "X: 1                    | Y: 2                | ''",
            })
    void tagsAreSeparatedByBlanksOrCommas(String one, String other, String tags) {
        long[] expected = Stream.of(tags.split(" ", -1))
                .filter(tag -> !tag.isEmpty())
                .mapToLong(Tags::hash)
                .toArray();
        assertThat(TagFields.of(Requests.headers(one, other))).isEqualTo(Tags.of(expected));
    }

    @Test
    void thirtyTwoAreKeptApartAndMoreAreOneThatEveryPurgeIsAbout() {
        assertThat(TagFields.of(headers(32)).size()).isEqualTo(32);
        assertThat(TagFields.of(headers(33))).isEqualTo(Tags.of(Tags.MANY));
    }

    @Test
    void clientsDoNotSeeThem() {
        Reply reply = Requests.reply(200, "", "Surrogate-Key: a", "Content-Type: text/plain", "cache-tag: b");
        assertThat(TagFields.without(reply)).isSameAs(reply);
        assertThat(reply.headers().size()).isEqualTo(1);
        assertThat(reply.headers().has("Content-Type")).isTrue();
    }

    private static Headers headers(int tags) {
        return Requests.headers("Surrogate-Key: "
                + IntStream.range(0, tags).mapToObj(i -> "tag-" + i).collect(Collectors.joining(" ")));
    }
}
