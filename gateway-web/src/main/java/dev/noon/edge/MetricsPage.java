package dev.noon.edge;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.HashSet;
import java.util.Set;

/**
 * The page of metrics with every sample once: the server writes those of a scope again for each application that has
 * the scope, and the text format of Prometheus forbids a sample to appear twice. Confined to one request.
 */
final class MetricsPage extends HttpServletResponseWrapper {
    MetricsPage(HttpServletResponse response) {
        super(response);
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return new PrintWriter(new Once(super.getWriter()));
    }

    /** Lines whose text up to the value was there before go no further. */
    static final class Once extends FilterWriter {
        private final Set<String> seen = new HashSet<>();
        private final StringBuilder line = new StringBuilder();

        Once(Writer page) {
            super(page);
        }

        @Override
        public void write(int character) throws IOException {
            line.append((char) character);
            if (character == '\n') {
                end();
            }
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(text[i]);
            }
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            write(text.toCharArray(), offset, length);
        }

        /** Begun lines wait for their end. */
        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            end();
            super.close();
        }

        private void end() throws IOException {
            String text = line.toString();
            line.setLength(0);
            int value = text.startsWith("#") ? text.length() : text.lastIndexOf(' ');
            if (seen.add(value < 0 ? text : text.substring(0, value))) {
                out.write(text);
            }
        }
    }
}
