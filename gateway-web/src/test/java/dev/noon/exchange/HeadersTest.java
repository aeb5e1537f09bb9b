package dev.noon.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadersTest {
    @Test
    void lines_keep_their_order_and_repeats() {
        Headers headers = Requests.headers("A: 1", "B: 2", "a: 3");
        assertThat(headers.size()).isEqualTo(3);
        assertThat(headers.all("A")).containsExactly("1", "3");
        assertThat(headers.find("b")).contains("2");
        assertThat(headers.toString()).isEqualTo("A: 1\nB: 2\na: 3\n");
    }

    @Test
    void set_takes_the_place_of_the_first_and_drops_the_rest() {
        Headers headers =
                Requests.headers("A: 1", "B: 2", "a: 3", "C: 4", "A: 5").set("a", "x");
        assertThat(headers.toString()).isEqualTo("a: x\nB: 2\nC: 4\n");
    }

    @Test
    void set_appends_what_was_not_there() {
        assertThat(Requests.headers("A: 1").set("B", "2").toString()).isEqualTo("A: 1\nB: 2\n");
    }

    @Test
    void remove_drops_every_line_of_the_name_in_any_case() {
        Headers headers = Requests.headers("A: 1", "B: 2", "a: 3").remove("A");
        assertThat(headers.toString()).isEqualTo("B: 2\n");
        assertThat(headers.has("A")).isFalse();
        assertThat(headers.valueOr("A", "none")).isEqualTo("none");
        assertThat(headers.find("A")).isEmpty();
    }

    @Test
    void a_copy_goes_its_own_way() {
        Headers headers = Requests.headers("A: 1");
        Headers copy = headers.copy().set("A", "2").add("B", "3");
        assertThat(headers.toString()).isEqualTo("A: 1\n");
        assertThat(copy.toString()).isEqualTo("A: 2\nB: 3\n");
    }

    @Test
    void there_is_room_for_many_lines() {
        Headers headers = new Headers();
        for (int i = 0; i < 100; i++) {
            headers.add("N" + i, "v" + i);
        }
        assertThat(headers.copy().add("last", "x").size()).isEqualTo(101);
        assertThat(headers.find("n99")).contains("v99");
    }
}
