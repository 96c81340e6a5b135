package org.haprag.retrieval;

import java.util.Optional;
import org.haprag.genotype.AlleleWeights;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;

/**
 * The panel as the typed sites see it: built once a region and set of typed sites, shared by all targets and threads.
 *
 * <p>{@link #carriers} (site-major) feeds the forward-backward, {@link #byHaplotype} (haplotype-major) the match lengths,
 * {@link #panelByHaplotype} the alleles of neighbours at every site.
 */
public final class TypedPanel {
    private final HaplotypePanel panel;
    private final int[] typedSites;
    private final double[] siteCm;
    private final double[] typedCm;
    private final Optional<SwitchRate> rate;

    /** By typed site, as {@link #switchCm}. */
    private final double[] switchCm;

    private final BitMatrix carriers;
    private final BitMatrix byHaplotype;
    private final BitMatrix panelByHaplotype;

    // Found by parallel streams, and asked for by tasks of the same pool: a thread that waits for another there may be
    // what that one waits for. So none waits, and two may find the same.
    private volatile LocalHaplotypes localHaplotypes;
    private volatile AlikeHaplotypes alikeHaplotypes;
    private volatile BlockKinds blockKinds;

    /**
     * @param siteCm position of every panel site in cM, non-decreasing
     * @param typedSites increasing panel sites that targets are typed at; at least one
     */
    public TypedPanel(HaplotypePanel panel, double[] siteCm, int[] typedSites) {
        this(panel, panel.alleles().transpose(), siteCm, typedSites);
    }

    /** As above with the panel's transposed alleles given, for callers that try many sets of typed sites. */
    public TypedPanel(HaplotypePanel panel, BitMatrix panelByHaplotype, double[] siteCm, int[] typedSites) {
        if (typedSites.length == 0) throw new IllegalArgumentException("no typed site");
        if (siteCm.length != panel.siteCount()) {
            throw new IllegalArgumentException(panel.siteCount() + " sites, but " + siteCm.length + " positions in cM");
        }
        this.panel = panel;
        this.siteCm = siteCm.clone();
        this.typedSites = typedSites.clone();
        this.panelByHaplotype = panelByHaplotype;
        this.typedCm = new double[typedSites.length];
        this.carriers = new BitMatrix(typedSites.length, panel.haplotypeCount());
        for (int t = 0; t < typedSites.length; t++) {
            typedCm[t] = siteCm[typedSites[t]];
            for (int row = panel.firstRow(typedSites[t]); row < panel.firstRow(typedSites[t] + 1); row++) {
                for (int w = 0; w < carriers.wordsPerRow(); w++) {
                    carriers.setWord(t, w, carriers.word(t, w) | panel.alleles().word(row, w));
                }
            }
        }
        this.byHaplotype = carriers.transpose();
        this.rate = Optional.empty();
        this.switchCm = RateByStretch.EVEN.distances(typedCm);
    }

    private TypedPanel(TypedPanel of, SwitchRate rate) {
        this.panel = of.panel;
        this.siteCm = of.siteCm;
        this.typedSites = of.typedSites;
        this.panelByHaplotype = of.panelByHaplotype;
        this.typedCm = of.typedCm;
        this.carriers = of.carriers;
        this.byHaplotype = of.byHaplotype;
        this.rate = Optional.of(rate);
        this.switchCm = rate.byStretch().distances(typedCm);
    }

    /** The same panel, of which is known how often copying switches in it. */
    public TypedPanel at(SwitchRate known) {
        return new TypedPanel(this, known);
    }

    /** How often copying switches in it; empty where nobody has estimated it. */
    public Optional<SwitchRate> rate() {
        return rate;
    }

    public HaplotypePanel panel() {
        return panel;
    }

    /** T. */
    public int typedCount() {
        return typedSites.length;
    }

    public int panelSite(int typed) {
        return typedSites[typed];
    }

    /**
     * P(ALT) of a haplotype at a typed site.
     *
     * @param observed what was observed of it
     * @param frequency of the ALTs, all together
     */
    double altProbability(AlleleWeights observed, int typed, double frequency) {
        int alts = panel.firstRow(typedSites[typed] + 1) - panel.firstRow(typedSites[typed]);
        double alt = 0;
        for (int a = 1; a <= alts; a++) alt += observed.of(typed, a) / alts;
        alt *= frequency;
        return alt / (alt + (1 - frequency) * observed.of(typed, 0));
    }

    /** Position of a typed site in cM. */
    public double typedCm(int typed) {
        return typedCm[typed];
    }

    /** The distance in cM between a typed site and the one on its left, times its relative switch rate; 0 at the first. */
    double switchCm(int typed) {
        return switchCm[typed];
    }

    /** Position of a panel site in cM. */
    public double siteCm(int panelSite) {
        return siteCm[panelSite];
    }

    /** (T, N): which haplotypes carry any ALT allele at a typed site. */
    public BitMatrix carriers() {
        return carriers;
    }

    /** (N, T): the transposed {@link #carriers}. */
    public BitMatrix byHaplotype() {
        return byHaplotype;
    }

    /** The distinct haplotypes between typed sites, found when first asked for. */
    LocalHaplotypes localHaplotypes() {
        if (localHaplotypes == null) localHaplotypes = new LocalHaplotypes(this);
        return localHaplotypes;
    }

    /** The kinds of haplotypes in blocks of so many typed sites, found when first asked for. */
    BlockKinds blockKinds(int blockSites) {
        BlockKinds found = blockKinds;
        if (found == null || found.blockSites() != blockSites) {
            found = new BlockKinds(this, blockSites);
            blockKinds = found;
        }
        return found;
    }

    /** The classes of haplotypes that the typed sites do not tell apart, found when first asked for. */
    AlikeHaplotypes alikeHaplotypes() {
        if (alikeHaplotypes == null) alikeHaplotypes = new AlikeHaplotypes(this);
        return alikeHaplotypes;
    }

    /** (N, R): the transposed alleles of the whole panel. */
    public BitMatrix panelByHaplotype() {
        return panelByHaplotype;
    }

    /**
     * The first allele row of interval {@code i} in [0, T]: interval 0 ends before the first typed site, interval i starts
     * with typed site i-1, interval T runs to the panel's end. {@code intervalStart(T + 1)} is the number of rows.
     */
    public int intervalStart(int interval) {
        if (interval == 0) return 0;
        return interval > typedSites.length ? panel.alleleRowCount() : panel.firstRow(typedSites[interval - 1]);
    }

    /** The interval that an allele row lies in. */
    public int intervalOfRow(int alleleRow) {
        int low = 0;
        int high = typedSites.length;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (intervalStart(middle) <= alleleRow) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /** The typed site left of an interval; for interval 0 the first one. */
    public int leftTyped(int interval) {
        return Math.max(interval - 1, 0);
    }

    /** The typed site right of an interval; for interval T the last one. */
    public int rightTyped(int interval) {
        return Math.min(interval, typedSites.length - 1);
    }

    /** How far a site of an interval lies from the left to the right typed site, in [0, 1], by cM (by order where 0 cM). */
    public float rightShare(int interval, int panelSite) {
        return share(leftTyped(interval), rightTyped(interval), panelSite);
    }

    /** As {@link #rightShare}, between any two typed sites. */
    float share(int left, int right, int panelSite) {
        if (left == right) return 0;
        double span = typedCm[right] - typedCm[left];
        if (span > 0) return (float) ((siteCm[panelSite] - typedCm[left]) / span);
        return (panelSite - typedSites[left]) / (float) (typedSites[right] - typedSites[left]);
    }
}
