package dev.noon.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionFieldsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "connection",
                "Keep-Alive",
                "TE",
                "te",
                "Trailer",
                "Upgrade",
                "Transfer-Encoding",
                "HTTP2-Settings",
                "Proxy-Authorization",
                "proxy-authenticate",
                "Proxy-Connection"
            })
    void fields_of_one_connection_never_pass(String name) {
        assertThat(ConnectionFields.has(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Tea", "Authorization", "X-Proxy-A", "Date", "Trailers", "Content-Length"})
    void other_fields_do(String name) {
        assertThat(ConnectionFields.has(name)).isFalse();
    }

    @Test
    void what_Connection_names_goes_with_it() {
        Headers headers = Requests.headers("X-One: 1", "X-Two: 2", "X-Three: 3", "x-one: 4");
        ConnectionFields.removeNamed(headers, List.of("close, X-One", " x-two ,,"));
        assertThat(headers.toString()).isEqualTo("X-Three: 3\n");
    }
}
