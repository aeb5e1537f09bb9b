package dev.noon.model.tree;

/**
 * JSON allows tabs between tokens, the YAML parser does not: in a file that begins like JSON they
 * become spaces, one for one, so that columns stay.
 */
final class JsonTabs {
    private final char[] text;
    private char quote;

    private JsonTabs(String text) {
        this.text = text.toCharArray();
    }

    static String replaced(String text) {
        String begin = text.stripLeading();
        boolean json = begin.startsWith("{") || begin.startsWith("[");
        return json && text.indexOf('\t') >= 0 ? new JsonTabs(text).replaced() : text;
    }

    private String replaced() {
        for (int i = 0; i < text.length; i++) {
            if (quote != 0) {
                i += inside(text[i]);
            } else {
                outside(i);
            }
        }
        return new String(text);
    }

    private void outside(int at) {
        if (text[at] == '\t') {
            text[at] = ' ';
        } else if (text[at] == '"' || text[at] == '\'') {
            quote = text[at];
        }
    }

    /** Answers how many further characters belong to this one. */
    private int inside(char c) {
        if (c == quote) {
            quote = 0;
        }
        return c == '\\' && quote == '"' ? 1 : 0;
    }
}
