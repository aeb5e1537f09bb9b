package dev.noon.model.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar means: the core schema of YAML 1.2.2 section 10.3, where {@code on} and
 * {@code no} are text. Numbers get their JSON spelling.
 */
final class CoreScalars {
    private static final int LONGEST_NUMBER = 40;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Map<String, String> BOOLEANS = Map.of(
            "true", "true", "True", "true", "TRUE", "true", "false", "false", "False", "false", "FALSE", "false");
    private static final Set<String> NOT_FINITE = Set.of(
            ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?");

    private CoreScalars() {}

    /** The value that {@code plain} stands for. */
    static ScalarNode resolve(Position at, String plain) {
        if (NULLS.contains(plain)) {
            return new ScalarNode(at, ScalarNode.Type.NULL, "null");
        }
        String truth = BOOLEANS.get(plain);
        if (truth != null) {
            return new ScalarNode(at, ScalarNode.Type.BOOLEAN, truth);
        }
        return startsLikeNumber(plain) && plain.length() <= LONGEST_NUMBER
                ? number(at, plain)
                : new ScalarNode(at, ScalarNode.Type.TEXT, plain);
    }

    /** Why a number cannot be accepted: JSON has no spelling for it. */
    static Optional<String> fault(String plain) {
        if (NOT_FINITE.contains(plain)) {
            return Optional.of("is " + plain + "; expected a finite number, or text in quotes");
        }
        return plain.length() > LONGEST_NUMBER && startsLikeNumber(plain) && isNumber(plain)
                ? Optional.of("is a number of " + plain.length() + " characters; expected at most " + LONGEST_NUMBER
                        + ", or text in quotes")
                : Optional.empty();
    }

    private static boolean startsLikeNumber(String plain) {
        return "0123456789-+.".indexOf(plain.charAt(0)) >= 0;
    }

    private static boolean isNumber(String plain) {
        return INTEGER.matcher(plain).matches()
                || DECIMAL.matcher(plain).matches()
                || HEX.matcher(plain).matches()
                || OCTAL.matcher(plain).matches();
    }

    private static ScalarNode number(Position at, String plain) {
        if (INTEGER.matcher(plain).matches()) {
            return integer(at, plain, 10);
        }
        if (OCTAL.matcher(plain).matches()) {
            return integer(at, plain.substring(2), 8);
        }
        if (HEX.matcher(plain).matches()) {
            return integer(at, plain.substring(2), 16);
        }
        return DECIMAL.matcher(plain).matches()
                ? new ScalarNode(at, ScalarNode.Type.DECIMAL, new BigDecimal(plain).toString())
                : new ScalarNode(at, ScalarNode.Type.TEXT, plain);
    }

    private static ScalarNode integer(Position at, String digits, int radix) {
        return new ScalarNode(at, ScalarNode.Type.INTEGER, new BigInteger(digits, radix).toString());
    }
}
