package org.haprag.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of every table: one MAF bin or a run of them.
 *
 * @param key name in files: {@code 0.001-0.002}, {@code rare}, {@code common} or {@code all}
 * @param label name for people
 * @param fromBin first bin of {@link MafBins}
 * @param toBin one past the last bin
 */
public record MafStratum(String key, String label, int fromBin, int toBin) {
    /** MAF below {@link MafBins#RARE}. */
    public static final MafStratum RARE = new MafStratum("rare", "rare <.05", 0, firstCommonBin());
    /** The others. */
    public static final MafStratum COMMON = new MafStratum("common", "common >=.05", firstCommonBin(), MafBins.count());
    /** Every site. */
    public static final MafStratum ALL = new MafStratum("all", "all", 0, MafBins.count());

    private static final List<MafStratum> SINGLE_BINS = singleBins();
    private static final List<MafStratum> EVERY = every();

    public MafStratum {
        if (fromBin < 0 || toBin <= fromBin || toBin > MafBins.count()) {
            throw new IllegalArgumentException(key + ": bins [" + fromBin + ", " + toBin + ") of " + MafBins.count());
        }
    }

    /** The bins one by one, from rare to common. */
    public static List<MafStratum> bins() {
        return SINGLE_BINS;
    }

    /** The bins, then rare, common and all. */
    public static List<MafStratum> rows() {
        return EVERY;
    }

    /** The three pooled rows: rare, common, all. */
    public static List<MafStratum> pooled() {
        return List.of(RARE, COMMON, ALL);
    }

    /** Whether this is one bin, not a pool of bins. */
    public boolean single() {
        return toBin - fromBin == 1;
    }

    private static int firstCommonBin() {
        return MafBins.of(MafBins.RARE);
    }

    private static List<MafStratum> singleBins() {
        List<MafStratum> list = new ArrayList<>();
        for (int b = 0; b < MafBins.count(); b++) {
            list.add(new MafStratum(MafBins.label(b), MafBins.label(b), b, b + 1));
        }
        return List.copyOf(list);
    }

    private static List<MafStratum> every() {
        List<MafStratum> list = new ArrayList<>(singleBins());
        list.addAll(pooled());
        return List.copyOf(list);
    }
}
