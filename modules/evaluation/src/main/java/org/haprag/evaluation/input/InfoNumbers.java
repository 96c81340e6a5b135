package org.haprag.evaluation.input;

import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.io.VariantSource;

/** Numbers of an INFO key. */
final class InfoNumbers {
    private InfoNumbers() {}

    /**
     * Reads a key of the current record.
     *
     * @param count how many numbers the key must have
     * @return NaN for each '.'; empty if the record does not have the key, or as a flag only
     */
    static Optional<double[]> read(VariantSource source, String key, int count) {
        return source.info(key).filter(text -> !text.isEmpty()).map(text -> numbers(source, key, text, count));
    }

    private static double[] numbers(VariantSource source, String key, String text, int count) {
        String[] parts = text.split(",", -1);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            // Minimac4 declares its numbers a site's, not an allele's: one number serves all ALTs.
            String part = parts[parts.length == 1 ? 0 : Math.min(i, parts.length - 1)];
            numbers[i] = number(source, key, part);
        }
        if (parts.length != 1 && parts.length != count) {
            throw malformed(source, key, text, count + " numbers, one an ALT allele");
        }
        return numbers;
    }

    private static double number(VariantSource source, String key, String text) {
        if (text.equals(".") || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("-nan")) return Double.NaN;
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw malformed(source, key, text, "a number or '.'");
        }
    }

    private static InputException malformed(VariantSource source, String key, String text, String expected) {
        return new InputException(
                source.where(),
                "INFO " + key + " is malformed",
                "'" + text + "'",
                expected,
                "correct or drop the record");
    }
}
