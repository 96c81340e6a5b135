package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.InputException;

/**
 * One of several pieces of a run, for machines that share the work.
 *
 * @param number which one, from 1
 * @param count how many there are
 */
public record Chunk(int number, int count) {
    public Chunk {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("chunk must be 1 to " + count + ", found " + number);
        }
    }

    /** Windows [from, to) of all. */
    public record Range(int from, int to) {}

    /** Where the windows of a genome lie: their middles in cM, as if its stretches were joined end to end. */
    public static final class Lengths {
        private final List<Double> middles = new ArrayList<>();
        private double length;

        /**
         * Adds the windows of a stretch.
         *
         * @param siteCm position of every panel site in cM
         */
        public void add(List<CmWindow> windows, double[] siteCm) {
            double first = siteCm[windows.get(0).coreFromSite()];
            for (CmWindow w : windows) {
                double middle = (siteCm[w.coreFromSite()] + siteCm[w.coreToSite() - 1]) / 2;
                middles.add(length + (middle - first));
            }
            length += siteCm[windows.get(windows.size() - 1).coreToSite() - 1] - first;
        }
    }

    /**
     * This chunk's windows: one at least, and those whose core's middle lies in its share of the whole length.
     *
     * @throws InputException if there are fewer windows than chunks
     */
    public Range of(Lengths genome) {
        int windows = genome.middles.size();
        if (windows < count) {
            throw new InputException(
                    "--chunk",
                    "there are more chunks than windows",
                    count + " chunks, " + windows + (windows == 1 ? " window" : " windows"),
                    "at most as many chunks as windows",
                    "ask for fewer chunks, or for shorter windows with --window-cm in all of them");
        }
        int start = 0;
        int end = end(1, 0, genome);
        for (int chunk = 2; chunk <= number; chunk++) {
            start = end;
            end = end(chunk, start, genome);
        }
        return new Range(start, end);
    }

    /** The window after a chunk's last, counted from 0. */
    private int end(int chunk, int start, Lengths genome) {
        int window = start + 1;
        int last = genome.middles.size() - (count - chunk);
        if (chunk == count) return last;
        while (window < last && genome.middles.get(window) < genome.length * chunk / count) window++;
        return window;
    }

    /** Such as {@code 2/5}. */
    @Override
    public String toString() {
        return number + "/" + count;
    }
}
