package dev.noon.model.text;

import java.time.ZoneId;
import java.util.Optional;

/** Time zones by their names in the IANA database, such as {@code Europe/Zurich} and {@code UTC}. */
public final class ZoneText {
    private ZoneText() {}

    /** What is wrong with {@code text}. */
    public static Optional<String> fault(String text) {
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return Optional.empty();
        }
        String hint = Nearest.hint(text, ZoneId.getAvailableZoneIds());
        return Optional.of("is " + Shown.of(text) + (hint.isEmpty() ? ";" : hint)
                + " expected a time zone such as Europe/Zurich or UTC");
    }
}
