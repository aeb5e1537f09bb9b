package dev.noon.admin;

import dev.noon.cache.Selection;
import dev.noon.cache.Selection.By;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What somebody wants purged, as it was asked for.
 *
 * @param proxy the one proxy that is meant, beside an endpoint, a prefix, a tag or a key; or empty
 */
record PurgeRequest(By by, String what, String proxy, boolean soft) {
    private static final String SOFT = "soft";
    private static final String PROXY = By.PROXY.text();
    /** Those that a proxy may stand beside. */
    private static final Set<By> WITHIN = Set.of(By.ENDPOINT, By.PREFIX, By.TAG, By.KEY);

    /** @throws BadRequest if it does not name one thing */
    static PurgeRequest of(JsonObject body) {
        Set<String> known = Arrays.stream(By.values()).map(By::text).collect(Collectors.toCollection(TreeSet::new));
        known.add(SOFT);
        Body.onlyKeys(body, known);
        boolean soft = flag(body, SOFT);
        List<By> named = Arrays.stream(By.values())
                .filter(by -> body.containsKey(by.text()))
                .toList();
        List<By> selectors = named.size() == 2 && named.contains(By.PROXY) && WITHIN.containsAll(without(named))
                ? without(named)
                : named;
        if (selectors.size() != 1) {
            throw new BadRequest("the body names "
                    + (named.isEmpty()
                            ? "nothing"
                            : named.stream().map(By::text).collect(Collectors.joining(" and ")))
                    + " to purge; expected one of " + expected()
                    + ", and a proxy only beside endpoint, prefix, tag or key");
        }
        By by = selectors.get(0);
        if (by == By.ALL) {
            if (!flag(body, by.text())) {
                throw new BadRequest("all is false; must be true");
            }
            return new PurgeRequest(by, "", "", soft);
        }
        return new PurgeRequest(by, text(body, by.text()), named.size() == 2 ? text(body, PROXY) : "", soft);
    }

    /** A selection as it is answered. */
    static JsonObject json(Selection selection, boolean soft) {
        JsonObjectBuilder json = Json.object();
        if (selection.by() == By.ALL) {
            json.add(By.ALL.text(), true);
        } else {
            json.add(selection.by().text(), selection.what());
        }
        if (!selection.proxy().isEmpty()) {
            json.add(PROXY, selection.proxy());
        }
        if (soft) {
            json.add(SOFT, true);
        }
        return json.build();
    }

    private static List<By> without(List<By> named) {
        return named.stream().filter(by -> by != By.PROXY).toList();
    }

    private static String expected() {
        return Arrays.stream(By.values()).map(By::text).collect(Collectors.joining(", "));
    }

    private static String text(JsonObject body, String name) {
        if (body.get(name) instanceof JsonString text && !text.getString().isEmpty()) {
            return text.getString();
        }
        throw new BadRequest(name + " must be a text that is not empty");
    }

    private static boolean flag(JsonObject body, String name) {
        JsonValue value = body.getOrDefault(name, JsonValue.FALSE);
        if (!value.equals(JsonValue.TRUE) && !value.equals(JsonValue.FALSE)) {
            throw new BadRequest(name + " is " + value + "; must be true or false");
        }
        return value.equals(JsonValue.TRUE);
    }
}
