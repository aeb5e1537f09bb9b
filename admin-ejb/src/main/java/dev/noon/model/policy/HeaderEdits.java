package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.tree.Pointer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What both header policies must keep to. */
final class HeaderEdits {
    private HeaderEdits() {}

    static void check(String type, Map<String, Template> set, List<String> remove) {
        if (set.isEmpty() && remove.isEmpty()) {
            throw new IllegalArgumentException(type + " is empty; expected set or remove");
        }
        Guard.each(type + ".set", set.keySet(), HeaderText::nameFault);
        Guard.each(type + ".remove", remove, HeaderText::nameFault);
        Guard.check(type + ".set", twice(set.keySet()));
        set.forEach((name, value) -> Guard.check(type + ".set." + name, HeaderText.valueFault(value.source())));
    }

    /** The templates by the pointers of their fields. */
    static Map<String, Template> templates(String type, Map<String, Template> set) {
        return templates(type, "set", set);
    }

    /** The templates of a field that is called otherwise. */
    static Map<String, Template> templates(String type, String field, Map<String, Template> set) {
        Map<String, Template> templates = new TreeMap<>();
        set.forEach((name, value) -> templates.put(Pointer.child("/" + type + "/" + field, name), value));
        return templates;
    }

    /** The same headers with other values. */
    static Map<String, Template> with(Map<String, Template> set, UnaryOperator<Template> change) {
        Map<String, Template> changed = new TreeMap<>();
        set.forEach((name, value) -> changed.put(name, change.apply(value)));
        return changed;
    }

    /** The case of header names does not count (RFC 9110 section 5.1). */
    private static Optional<String> twice(Set<String> names) {
        Set<String> seen = new TreeSet<>();
        return names.stream()
                .filter(name -> !seen.add(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(name -> "names " + name + " twice; expected each header once, whatever its case");
    }
}
