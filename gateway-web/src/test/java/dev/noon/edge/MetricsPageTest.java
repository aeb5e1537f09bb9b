package dev.noon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    @Test
    void aSampleThatComesAgainIsLeftOutWhateverItsValue() throws IOException {
        assertThat(page("# TYPE a gauge\na{p=\"x y\"} 1\na{p=\"z\"} 1\n# TYPE a gauge\na{p=\"x y\"} 2\nb 3\n"))
                .isEqualTo("# TYPE a gauge\na{p=\"x y\"} 1\na{p=\"z\"} 1\nb 3\n");
    }

    @Test
    void aLastLineWithoutAnEndIsWrittenToo() throws IOException {
        assertThat(page("a 1\nb 2")).isEqualTo("a 1\nb 2");
    }

    private static String page(String text) throws IOException {
        StringWriter page = new StringWriter();
        try (PrintWriter writer = new PrintWriter(new MetricsPage.Once(page))) {
            for (char character : text.toCharArray()) {
                writer.append(character);
                writer.flush();
            }
        }
        return page.toString();
    }
}
