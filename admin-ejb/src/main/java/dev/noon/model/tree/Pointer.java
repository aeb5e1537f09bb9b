package dev.noon.model.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** JSON pointers (RFC 6901) and the way people read them: {@code /spec/policies/3} is {@code spec.policies[3]}. */
public final class Pointer {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][-A-Za-z0-9_]*");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    private Pointer() {}

    /** The pointer of a child. */
    public static String child(String pointer, String token) {
        return pointer + "/" + token.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of an item, counted from 0. */
    public static String child(String pointer, int index) {
        return pointer + "/" + index;
    }

    /** The pointer of what contains {@code pointer}; the root's parent is the root. */
    public static String parent(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash < 0 ? "" : pointer.substring(0, slash);
    }

    /** The last step of {@code pointer}, unescaped; empty for the root. */
    public static String last(String pointer) {
        return unescape(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    /** The steps of {@code pointer}, unescaped. */
    public static List<String> tokens(String pointer) {
        List<String> tokens = new ArrayList<>();
        if (pointer.isEmpty()) {
            return tokens;
        }
        for (String token : pointer.substring(1).split("/", -1)) {
            tokens.add(unescape(token));
        }
        return tokens;
    }

    /** {@code spec.policies[3].set["X.Y"]} for {@code /spec/policies/3/set/X.Y}. */
    public static String field(String pointer) {
        StringBuilder field = new StringBuilder();
        for (String token : tokens(pointer)) {
            if (INDEX.matcher(token).matches()) {
                field.append('[').append(token).append(']');
            } else if (PLAIN.matcher(token).matches()) {
                field.append(field.isEmpty() ? "" : ".").append(token);
            } else {
                field.append('[').append(JsonText.quote(token)).append(']');
            }
        }
        return field.toString();
    }

    private static String unescape(String token) {
        return token.indexOf('~') < 0 ? token : token.replace("~1", "/").replace("~0", "~");
    }
}
