package org.haprag.imputation;

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

    /**
     * This chunk's windows: one at least, and those whose core's middle lies in its share of the whole length.
     *
     * @param siteCm position of every panel site in cM
     * @throws InputException if there are fewer windows than chunks
     */
    public List<CmWindow> of(List<CmWindow> windows, double[] siteCm) {
        if (windows.size() < count) {
            throw new InputException(
                    "--chunk",
                    "there are more chunks than windows",
                    count + " chunks, " + windows.size() + (windows.size() == 1 ? " window" : " windows"),
                    "at most as many chunks as windows",
                    "ask for fewer chunks, or for shorter windows with --window-cm in all of them");
        }
        int start = 0;
        int end = end(1, 0, windows, siteCm);
        for (int chunk = 2; chunk <= number; chunk++) {
            start = end;
            end = end(chunk, start, windows, siteCm);
        }
        return windows.subList(start, end);
    }

    /** The window after a chunk's last, counted from 0. */
    private int end(int chunk, int start, List<CmWindow> windows, double[] siteCm) {
        double first = siteCm[windows.get(0).coreFromSite()];
        double length = siteCm[windows.get(windows.size() - 1).coreToSite() - 1] - first;
        int window = start + 1;
        int last = windows.size() - (count - chunk);
        if (chunk == count) return last;
        while (window < last && middle(windows.get(window), siteCm) - first < length * chunk / count) window++;
        return window;
    }

    private static double middle(CmWindow window, double[] siteCm) {
        return (siteCm[window.coreFromSite()] + siteCm[window.coreToSite() - 1]) / 2;
    }

    /** Such as {@code 2/5}. */
    @Override
    public String toString() {
        return number + "/" + count;
    }
}
