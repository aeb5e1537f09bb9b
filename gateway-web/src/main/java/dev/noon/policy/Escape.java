package dev.noon.policy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How what a client wrote must be written where a text of ours has a variable, so that it stays a value there. */
public enum Escape {
    /** As it is: header lines and plain text. */
    NONE {
        @Override
        public String of(String value) {
            return value;
        }
    },
    /** A part of a path or a query (RFC 3986 section 2.1); what is encoded already stays so. */
    URL {
        @Override
        public String of(String value) {
            StringBuilder text = new StringBuilder(value.length() + 8);
            byte[] octets = value.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < octets.length; i++) {
                boolean plain = octets[i] > ' ' && UNRESERVED.indexOf(octets[i]) >= 0;
                if (plain || isEncoding(octets, i)) {
                    text.append((char) octets[i]);
                } else {
                    text.append(String.format(Locale.ROOT, "%%%02X", octets[i] & 0xff));
                }
            }
            return text.toString();
        }
    },
    /** Inside a JSON string (RFC 8259 section 7). */
    JSON {
        @Override
        public String of(String value) {
            StringBuilder text = new StringBuilder(value.length() + 8);
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"' || c == '\\') {
                    text.append('\\').append(c);
                } else if (c < ' ' || c == '<' || c == 127) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    text.append(c);
                }
            }
            return text.toString();
        }
    },
    /** Text or a quoted attribute of HTML and XML. */
    MARKUP {
        @Override
        public String of(String value) {
            return value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
        }
    };

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static boolean isEncoding(byte[] octets, int at) {
        return octets[at] == '%'
                && at + 2 < octets.length
                && Character.digit(octets[at + 1], 16) >= 0
                && Character.digit(octets[at + 2], 16) >= 0;
    }

    /** {@code value} as it must be written. */
    public abstract String of(String value);
}
