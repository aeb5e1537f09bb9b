package dev.noon.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private final Semaphore places = new Semaphore(1);
    private final Surroundings surroundings = new Surroundings(Traces.OFF, places, Pace.ANY);

    @Test
    void an_exchange_has_one_place_however_often_it_asks_and_gives_it_back_at_its_end() throws IOException {
        Exchange one = new Exchange(1, 0, surroundings);
        Exchange other = new Exchange(1, 0, surroundings);
        assertThat(one.admit()).isTrue();
        assertThat(one.admit()).isTrue();
        assertThat(other.admit()).isFalse();
        other.close();
        assertThat(places.availablePermits()).isZero();
        one.close();
        one.close();
        assertThat(places.availablePermits()).isEqualTo(1);
    }

    @Test
    void a_client_has_the_grace_and_a_second_for_so_many_bytes() {
        Pace pace = new Pace(() -> 0, TimeUnit.SECONDS.toNanos(20), 100);
        assertThat(pace.isTooSlow(TimeUnit.SECONDS.toNanos(20), 0)).isFalse();
        assertThat(pace.isTooSlow(TimeUnit.SECONDS.toNanos(21), 99)).isTrue();
        assertThat(pace.isTooSlow(TimeUnit.SECONDS.toNanos(21), 100)).isFalse();
        assertThat(pace.isTooSlow(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
        assertThat(Pace.ANY.isTooSlow(Long.MAX_VALUE, 0)).isFalse();
    }
}
