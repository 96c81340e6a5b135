package org.haprag.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distinct haplotypes of each stretch of panel between typed sites. Panel haplotypes that are alike there form a class,
 * so that weights are summed by class first and each class's ALT alleles are visited once, however many haplotypes carry
 * them. Immutable; shared by all targets and threads.
 */
final class LocalHaplotypes {
    /** Allele rows of a stretch at most: its pattern is one word. */
    private static final int MOST_ROWS = 64;

    /** A class's number is a char. */
    private static final int MOST_CLASSES = 1 << 16;

    /** Stretches whose classes lie side by side: one cache line of each haplotype's. */
    private static final int GROUP = 32;

    /**
     * Allele rows [from, to), all in one interval between typed sites.
     *
     * @param classOf panel haplotype h is of the class {@code classOf[h * step + at]}
     * @param patterns by class: bit i is 1 where it carries the ALT of row {@code from + i}
     */
    record Stretch(int from, int to, char[] classOf, int step, int at, long[] patterns) {}

    private final Stretch[][] ofInterval;
    private final float[] rightShare;
    private final int mostClasses;

    LocalHaplotypes(TypedPanel panel) {
        int intervals = panel.typedCount() + 1;
        ofInterval = new Stretch[intervals][];
        IntStream.range(0, (intervals + GROUP - 1) / GROUP)
                .parallel()
                .forEach(part -> cut(panel, GROUP * part, Math.min(intervals, GROUP * (part + 1))));
        rightShare = new float[panel.panel().alleleRowCount()];
        for (int i = 0; i < intervals; i++) {
            for (int row = panel.intervalStart(i); row < panel.intervalStart(i + 1); row++) {
                // Before the first typed site there is only the one on the right.
                rightShare[row] = i == 0 ? 1 : panel.rightShare(i, panel.panel().siteOfRow(row));
            }
        }
        int most = 0;
        for (Stretch[] stretches : ofInterval) for (Stretch s : stretches) most = Math.max(most, s.patterns.length);
        mostClasses = most;
    }

    /** The stretches of an interval (see {@link TypedPanel#intervalStart}), in order, without gaps. */
    Stretch[] ofInterval(int interval) {
        return ofInterval[interval];
    }

    /** The largest number of classes of any stretch. */
    int mostClasses() {
        return mostClasses;
    }

    /** (R) how much the typed site on a row's right counts, in [0, 1]; the one on its left counts the rest. */
    float[] rightShare() {
        return rightShare;
    }

    private void cut(TypedPanel panel, int fromInterval, int toInterval) {
        Cutter cutter = new Cutter(panel);
        int[] ends = new int[toInterval - fromInterval];
        for (int i = fromInterval; i < toInterval; i++) ends[i - fromInterval] = cutter.cut(i);
        List<Stretch> all = cutter.finish();
        for (int i = fromInterval; i < toInterval; i++) {
            int first = i == fromInterval ? 0 : ends[i - fromInterval - 1];
            ofInterval[i] = all.subList(first, ends[i - fromInterval]).toArray(new Stretch[0]);
        }
    }

    /** Cuts intervals into stretches, and lays the classes of {@link #GROUP} of them side by side. */
    private static final class Cutter {
        private final TypedPanel panel;
        private final DistinctKeys patterns;
        private final List<Stretch> done = new ArrayList<>();
        private final List<Stretch> waiting = new ArrayList<>();

        Cutter(TypedPanel panel) {
            this.panel = panel;
            this.patterns = new DistinctKeys(panel.panel().haplotypeCount());
        }

        /** How many stretches there are up to the end of this interval. */
        int cut(int interval) {
            int end = panel.intervalStart(interval + 1);
            int length = MOST_ROWS;
            for (int from = panel.intervalStart(interval); from < end; ) {
                int to = Math.min(end, from + length);
                char[] classOf = new char[panel.panel().haplotypeCount()];
                if (!number(from, to, classOf)) {
                    length = (to - from) / 2; // 16 rows have no more patterns than there are numbers
                    continue;
                }
                waiting.add(new Stretch(from, to, classOf, 1, 0, patterns.keys()));
                if (waiting.size() == GROUP) layOut();
                from = to;
                length = MOST_ROWS;
            }
            return done.size() + waiting.size();
        }

        /** Fills {@code classOf}; false if there are too many patterns to number. */
        private boolean number(int from, int to, char[] classOf) {
            patterns.clear();
            for (int h = 0; h < classOf.length; h++) {
                classOf[h] = (char) patterns.number(panel.panelByHaplotype().bits(h, from, to - from));
                if (patterns.count() > MOST_CLASSES) return false;
            }
            return true;
        }

        List<Stretch> finish() {
            layOut();
            return done;
        }

        private void layOut() {
            int step = waiting.size();
            char[] together = new char[step * panel.panel().haplotypeCount()];
            for (int at = 0; at < step; at++) {
                Stretch s = waiting.get(at);
                for (int h = 0; h < s.classOf.length; h++) together[h * step + at] = s.classOf[h];
                done.add(new Stretch(s.from, s.to, together, step, at, s.patterns));
            }
            waiting.clear();
        }
    }
}
