package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.LinearPattern;
import dev.noon.model.text.PathTemplateText;
import dev.noon.model.text.PathText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which paths are meant, in the normal form that requests are brought to.
 *
 * @param text the path, template or pattern, as written
 */
public record PathRule(Shape shape, String text) {
    /** How the text is to be read. */
    public enum Shape {
        /** This path alone. */
        EXACT,
        /** A path of as many segments, some of which are parameters. */
        TEMPLATE,
        /** The path and everything beneath it, on segment boundaries: {@code /loans} is not {@code /loansX}. */
        PREFIX,
        /** A regular expression that the whole path matches. */
        PATTERN
    }

    public PathRule {
        Guard.check(shape == Shape.PREFIX ? "path" : shape.name().toLowerCase(Locale.ROOT), fault(shape, text));
    }

    /** The path and everything beneath it. */
    public static PathRule prefix(String path) {
        return new PathRule(Shape.PREFIX, path);
    }

    /** This path alone. */
    public static PathRule exact(String path) {
        return new PathRule(Shape.EXACT, path);
    }

    /** What is wrong with a text of that shape. */
    public static Optional<String> fault(Shape shape, String text) {
        return switch (shape) {
            case EXACT, PREFIX -> PathText.fault(text);
            case TEMPLATE -> PathTemplateText.fault(text);
            case PATTERN -> LinearPattern.fault(text);
        };
    }

    /** The parameters of a template, and which segment each is, counted from 0; none for other shapes. */
    public Map<String, Integer> parameters() {
        return shape == Shape.TEMPLATE ? PathTemplateText.parameters(text) : Map.of();
    }

    /** The same for two rules that match the same paths: the names of parameters do not count. */
    public String claim() {
        String same = shape == Shape.TEMPLATE ? text.replaceAll("\\{[^/]*}", "{}") : text;
        return shape + " " + same;
    }

    /** Whether a path can match both; of patterns it is only known for a path without parameters. */
    boolean meets(PathRule other) {
        if (shape == Shape.PATTERN || other.shape == Shape.PATTERN) {
            return (shape != Shape.EXACT || LinearPattern.of(other.text).matches(text))
                    && (other.shape != Shape.EXACT || LinearPattern.of(text).matches(other.text));
        }
        List<String> mine = segments();
        List<String> others = other.segments();
        for (int i = 0; i < Math.min(mine.size(), others.size()); i++) {
            if (!meets(mine.get(i), others.get(i))) {
                return false;
            }
        }
        return (mine.size() >= others.size() || shape == Shape.PREFIX)
                && (others.size() >= mine.size() || other.shape == Shape.PREFIX);
    }

    private static boolean meets(String one, String other) {
        return one.equals(other) || PathTemplateText.isParameter(one) || PathTemplateText.isParameter(other);
    }

    /** What lies between slashes; the last one of a prefix that ends in a slash is whatever comes. */
    private List<String> segments() {
        List<String> segments = List.of(text.substring(1).split("/", -1));
        boolean open = shape == Shape.PREFIX && text.endsWith("/");
        return open ? segments.subList(0, segments.size() - 1) : segments;
    }

    /** As people read it: a prefix as it is, and the others so that they cannot be taken for one. */
    @Override
    public String toString() {
        return switch (shape) {
            case EXACT -> text + " exactly";
            case PREFIX, TEMPLATE -> text;
            case PATTERN -> "~" + text;
        };
    }
}
