package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Shares of processors as Kubernetes spells them: {@code 500m} is half of one, {@code 2} is two. */
public final class CpuText {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,2}|[1-9][0-9]{1,5}m");

    private CpuText() {}

    /** What is wrong with a share. */
    public static Optional<String> fault(String text) {
        return FORM.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected a share of processors such as 500m or \"2\"");
    }
}
