package dev.noon.model.policy;

import dev.noon.model.text.Guard;
import dev.noon.model.text.MediaText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.SizeText;
import java.util.List;

/**
 * Sends bodies gzipped to clients that take them so.
 *
 * @param contentTypes media types of bodies that are worth it; at least one
 * @param minBytes shorter bodies stay as they are, if their length is known; 0 to 1 MiB
 * @param level 1, fastest, to 9, smallest
 */
public record CompressSpec(String name, List<String> contentTypes, int minBytes, int level) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "compress";

    /** Where no media types are written. */
    public static final List<String> DEFAULT_TYPES = List.of(
            "text/*",
            "application/json",
            "application/problem+json",
            "application/javascript",
            "application/xml",
            "image/svg+xml");

    /** Where no length is written. */
    public static final int DEFAULT_MIN_BYTES = 1 << 10;

    /** Where no level is written: beyond it, a few percent cost twice the time. */
    public static final int DEFAULT_LEVEL = 4;

    private static final int MOST_BYTES = 1 << 20;

    public CompressSpec {
        contentTypes = List.copyOf(contentTypes);
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.each(TYPE + ".contentTypes", contentTypes, MediaText::fault);
        Guard.check(TYPE + ".minSize", SizeText.fault(minBytes, 0, MOST_BYTES));
        if (contentTypes.isEmpty()) {
            throw new IllegalArgumentException("compress.contentTypes is empty; expected at least one media type");
        }
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("compress.level is " + level + "; expected 1 to 9");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.REPLY;
    }

    @Override
    public PolicySpec named(String other) {
        return new CompressSpec(other, contentTypes, minBytes, level);
    }
}
