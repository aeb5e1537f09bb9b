package dev.noon.policy.threats;

import dev.noon.exchange.Request;
import dev.noon.model.json.BoundedJson;
import dev.noon.policy.QueryText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a request says, value by value, as an upstream would read it: decoded, and with look-alikes such as full-width
 * letters written plainly. Characters that nobody sees do not hide anything: a value that has some is looked at without
 * them, and with spaces in their place. Used by one thread.
 */
final class Values {
    /**
     * A value.
     *
     * @param field the name that it stands under in a body; empty elsewhere
     * @param anywhere whether nobody can tell what it stands under, so that it may be anything
     */
    record Value(String field, String text, boolean anywhere) {}

    private static final int DEPTH = 64;
    private static final int TAGS = 0xE0000;
    private static final int TAG_SPACE = TAGS + ' ';
    private static final int TAG_TILDE = TAGS + '~';

    private final List<Value> values = new ArrayList<>();

    private Values() {}

    static List<Value> ofPath(Request request) {
        Values values = new Values();
        values.add("", QueryText.decode(request.path().replace("+", "%2B")));
        return values.values;
    }

    static List<Value> ofQuery(Request request) {
        Values values = new Values();
        request.query().ifPresent(values::addForm);
        return values.values;
    }

    static List<Value> ofHeaders(Request request) {
        Values values = new Values();
        for (int i = 0; i < request.headers().size(); i++) {
            values.add("", request.headers().value(i));
        }
        return values.values;
    }

    /** The values of a JSON body or a form; the whole text of any other. */
    static List<Value> ofBody(Request request, byte[] body) {
        Values values = new Values();
        String type = request.headers().valueOr("Content-Type", "").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            values.addForm(new String(body, StandardCharsets.UTF_8));
        } else if (!(type.contains("json") || looksLikeJson(body)) || !values.addJson(body)) {
            values.add("", new String(body, StandardCharsets.UTF_8), true);
        }
        return values.values;
    }

    /** Whatever a client calls it, the upstream may read it so. */
    private static boolean looksLikeJson(byte[] body) {
        int i = 0;
        while (i < body.length && body[i] <= ' ' && body[i] >= 0) {
            i++;
        }
        return i < body.length && (body[i] == '{' || body[i] == '[' || body[i] == '"');
    }

    private void addForm(String form) {
        for (int start = 0; start <= form.length(); start = QueryText.end(form, start) + 1) {
            String pair = form.substring(start, QueryText.end(form, start));
            int equals = pair.indexOf('=');
            String name = QueryText.decode(equals < 0 ? pair : pair.substring(0, equals));
            add("", name);
            if (equals >= 0) {
                add(name, QueryText.decode(pair.substring(equals + 1)));
            }
        }
    }

    /** False if it is no sound JSON. */
    private boolean addJson(byte[] body) {
        try {
            add("", BoundedJson.read(body, DEPTH));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void add(String field, JsonValue value) {
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                add("", name);
                add(name, member);
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(item -> add(field, item));
        } else {
            add(field, value instanceof JsonString string ? string.getString() : value.toString());
        }
    }

    private void add(String field, String text) {
        add(field, text, false);
    }

    private void add(String field, String text, boolean anywhere) {
        if (text.chars().allMatch(c -> c < 128)) {
            values.add(new Value(field, text, anywhere));
            return;
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        if (plain.codePoints().noneMatch(Values::isUnseen)) {
            values.add(new Value(field, plain, anywhere));
            return;
        }
        values.add(new Value(field, seen(plain, ""), anywhere));
        values.add(new Value(field, seen(plain, " "), anywhere));
    }

    /** Joiners, marks of direction, soft hyphens and the like, tags among them. */
    private static boolean isUnseen(int point) {
        return Character.getType(point) == Character.FORMAT || (point >= 0xFE00 && point <= 0xFE0F);
    }

    /** Tags spell ASCII text that no screen shows and that a model reads. */
    private static String seen(String text, String instead) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point >= TAG_SPACE && point <= TAG_TILDE) {
                seen.append((char) (point - TAGS));
            } else if (isUnseen(point)) {
                seen.append(instead);
            } else {
                seen.appendCodePoint(point);
            }
        });
        return seen.toString();
    }
}
