package dev.noon.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {

    @ParameterizedTest
    @CsvSource({
        "/spec/policies/3/cache/ttl, spec.policies[3].cache.ttl",
        "/spec/policies/0/responseHeaders/set/X-Definition, spec.policies[0].responseHeaders.set.X-Definition",
        "/spec/a~1b/m~0n, spec[\"a/b\"][\"m~n\"]",
        "/0, [0]",
        "spec.ttl, spec.ttl",
        "'', ''"
    })
    void aPointerReadsAsPeopleWriteIt(String pointer, String readable) {
        assertThat(FieldPath.readable(pointer)).isEqualTo(readable);
    }
}
