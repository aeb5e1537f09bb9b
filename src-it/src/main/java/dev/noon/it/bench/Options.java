package dev.noon.it.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Command-line options as {@code --name value}. Immutable. */
final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads {@code arguments}.
     *
     * @throws IllegalArgumentException if an option is not in {@code known} or has no value
     */
    static Options of(List<String> arguments, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || !known.contains(name.substring(2))) {
                throw new IllegalArgumentException("option " + name + " is unknown; expected one of --"
                        + String.join(", --", new TreeSet<>(known)));
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("option " + name + " needs a value");
            }
            values.put(name.substring(2), arguments.get(i + 1));
        }
        return new Options(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int count(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    double ratio(String name, double otherwise) {
        return Double.parseDouble(text(name, Double.toString(otherwise)));
    }

    /**
     * Those of {@code known} that the option {@code cases} names, separated by commas, or all of them; in the order of {@code known}.
     *
     * @throws IllegalArgumentException if it names another
     */
    List<String> cases(List<String> known) {
        List<String> asked = List.of(text("cases", String.join(",", known)).split(",", -1));
        for (String each : asked) {
            if (!known.contains(each)) {
                throw new IllegalArgumentException("case " + each + " is unknown; expected one of " + known);
            }
        }
        return known.stream().filter(asked::contains).toList();
    }

    /** {@code on} or {@code off}. */
    boolean on(String name, boolean otherwise) {
        String value = text(name, otherwise ? "on" : "off");
        if (!value.equals("on") && !value.equals("off")) {
            throw new IllegalArgumentException("option --" + name + " is " + value + "; must be on or off");
        }
        return value.equals("on");
    }
}
