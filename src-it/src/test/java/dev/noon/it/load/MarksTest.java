package dev.noon.it.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.it.http.Headers;
import dev.noon.it.http.Reply;
import dev.noon.it.load.Probe.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
    private static final String BODY = "upstream of mark 5 was asked for /torn/x?n=0 with key-5";

    private final Marks marks = new Marks("torn");

    @AfterEach
    void close() {
        marks.close();
    }

    @Test
    void aWholeAnswerHasNoFault() {
        marks.acknowledged(5, 105);

        assertThat(fault("105", "5", "odd-5", BODY)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "revision, 104, 5, odd-5, upstream of mark 5 was asked for /torn/x?n=0 with key-5",
        "response header, 105, 4, odd-5, upstream of mark 5 was asked for /torn/x?n=0 with key-5",
        "route, 105, 5, even-4, upstream of mark 5 was asked for /torn/x?n=0 with key-5",
        "parked route, 105, 5, parked-odd-5, upstream of mark 5 was asked for /torn/x?n=0 with key-5",
        "upstream, 105, 5, odd-5, upstream of mark 4 was asked for /torn/x?n=0 with key-5",
        "credential, 105, 5, odd-5, upstream of mark 5 was asked for /torn/x?n=0 with key-4",
        "cache key, 105, 5, odd-5, upstream of mark 5 was asked for /torn/x?n=3 with key-5"
    })
    void anOldValueInOnePlaceIsTorn(String place, String revision, String header, String route, String body) {
        marks.acknowledged(5, 105);

        assertThat(fault(revision, header, route, body))
                .as(place)
                .map(Fault::kind)
                .contains(Fault.Kind.TORN);
    }

    @Test
    void aWholeAnswerOfAnOlderRevisionIsBehind() {
        marks.acknowledged(6, 106);

        assertThat(fault("105", "5", "odd-5", BODY)).map(Fault::kind).contains(Fault.Kind.BEHIND);
    }

    @Test
    void aStrangersApplyIsNoticed() {
        marks.acknowledged(5, 105);

        assertThatThrownBy(() -> marks.acknowledged(6, 107)).hasMessageContaining("somebody else applies");
    }

    private Optional<Fault> fault(String revision, String header, String route, String body) {
        Headers headers = Headers.of("Noon-Revision", revision, "X-Definition", header, "X-Route", route);
        return marks.ask(0).fault(new Reply(200, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
