package dev.noon.sample;

/** A 400 with the reason. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    Refusal(String reason) {
        super(reason);
    }

    static int unlessNumber(String name, String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new Refusal(name + " is " + text + "; must be a whole number from " + min + " to " + max);
    }
}
