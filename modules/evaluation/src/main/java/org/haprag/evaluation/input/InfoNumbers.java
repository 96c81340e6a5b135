package org.haprag.evaluation.input;

import org.haprag.genotype.InputException;
import org.haprag.io.VcfScanner;

/** Numbers of an INFO key. */
final class InfoNumbers {
    private InfoNumbers() {}

    /**
     * Reads a key of the current record.
     *
     * @param count how many numbers the key must have
     * @return null if the record does not have the key, NaN for each '.'
     */
    static double[] read(VcfScanner vcf, String key, int count) {
        String text = vcf.info(key);
        if (text == null || text.isEmpty()) return null;
        String[] parts = text.split(",", -1);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            // Minimac4 declares its numbers a site's, not an allele's: one number serves all ALTs.
            String part = parts[parts.length == 1 ? 0 : Math.min(i, parts.length - 1)];
            numbers[i] = number(vcf, key, part);
        }
        if (parts.length != 1 && parts.length != count) {
            throw malformed(vcf, key, text, count + " numbers, one an ALT allele");
        }
        return numbers;
    }

    private static double number(VcfScanner vcf, String key, String text) {
        if (text.equals(".") || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("-nan")) return Double.NaN;
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw malformed(vcf, key, text, "a number or '.'");
        }
    }

    private static InputException malformed(VcfScanner vcf, String key, String text, String expected) {
        return new InputException(
                vcf.where(), "INFO " + key + " is malformed", "'" + text + "'", expected, "mend or drop the record");
    }
}
