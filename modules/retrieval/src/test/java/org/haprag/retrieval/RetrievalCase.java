package org.haprag.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.Mosaics;
import org.haprag.testkit.TinyPanels;

/** A small retrieval problem made from a seed: a panel, positions in cM (some intervals 0), typed sites and targets. */
public record RetrievalCase(
        HaplotypePanel panel, List<Double> siteCm, List<Integer> typedSites, TypedHaplotypes targets) {

    /** Targets are mosaics of the panel with errors; a share of their alleles is missing. */
    static RetrievalCase mosaics(
            int haplotypes, int sites, int typed, int targets, double multiAllelic, double missing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HaplotypePanel panel = TinyPanels.mosaicPanel(haplotypes, sites, 4, multiAllelic, random.nextLong());
        int[] typedSites = draw(sites, typed, random);
        TypedHaplotypes observed = Mosaics.typed(Mosaics.of(panel, targets, 0.02, 0.01, random.nextLong()), typedSites);
        hide(observed, missing, random);
        return new RetrievalCase(panel, positions(sites, random), boxed(typedSites), observed);
    }

    /** The targets are the panel's own samples: haplotype h of the targets is haplotype h of the panel. */
    public static RetrievalCase itself(
            int haplotypes, int sites, int typed, double multiAllelic, double missing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HaplotypePanel panel = TinyPanels.mosaicPanel(haplotypes, sites, 6, multiAllelic, random.nextLong());
        int[] typedSites = draw(sites, typed, random);
        byte[][] alleles = new byte[haplotypes][typed];
        for (int h = 0; h < haplotypes; h++) {
            for (int t = 0; t < typed; t++) alleles[h][t] = (byte) panel.allele(typedSites[t], h);
        }
        TypedHaplotypes observed = new TypedHaplotypes(typedSites, alleles);
        hide(observed, missing, random);
        return new RetrievalCase(panel, positions(sites, random), boxed(typedSites), observed);
    }

    private static int[] draw(int sites, int typed, SplittableRandom random) {
        return IntStream.generate(() -> random.nextInt(sites))
                .distinct()
                .limit(typed)
                .sorted()
                .toArray();
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static void hide(TypedHaplotypes targets, double share, SplittableRandom random) {
        for (int h = 0; h < targets.haplotypeCount(); h++) {
            byte[] row = targets.row(h);
            for (int t = 0; t < row.length; t++) if (random.nextDouble() < share) row[t] = -1;
        }
    }

    /** One site in three is at the same cM as the one before it. */
    private static List<Double> positions(int sites, SplittableRandom random) {
        Double[] cm = new Double[sites];
        double at = 3;
        for (int s = 0; s < sites; s++) {
            if (random.nextInt(3) > 0) at += 0.002 * random.nextDouble();
            cm[s] = at;
        }
        return List.of(cm);
    }

    public TypedPanel typedPanel() {
        return typedPanel(panel);
    }

    /** Another panel of the same sites at the same typed sites. */
    TypedPanel typedPanel(HaplotypePanel other) {
        return new TypedPanel(
                other,
                siteCm.stream().mapToDouble(Double::doubleValue).toArray(),
                typedSites.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The defaults with what small panels need changed. */
    static RetrievalConfig config(List<Double> scales, double mismatch, int exactUpTo, int matches, int blockSites) {
        int selections = Math.min(3, blockSites);
        return new RetrievalConfig(
                RetrievalConfig.Kind.COPYING,
                scales,
                scales.size() / 2,
                mismatch,
                8,
                exactUpTo,
                matches,
                blockSites,
                selections);
    }

    /** All haplotypes as states, scales and mismatch as by default. */
    static RetrievalConfig exact() {
        return config(List.of(3e4, 4e5, 1.5e6), 1e-3, Integer.MAX_VALUE, 4, 16);
    }

    /** States by selection, even in a small panel. */
    static RetrievalConfig selecting(int matches, int blockSites) {
        return config(List.of(3e4, 4e5, 1.5e6), 1e-3, 0, matches, blockSites);
    }

    /** (A, K, F) of a haplotype's neighbours. */
    public static float[] features(RetrievedHaplotype found) {
        int width = RetrievedHaplotype.featureCount(found.scaleCount());
        float[] out = new float[found.neighbours().length * width];
        for (int at = 0; at < found.neighbours().length; at++) {
            found.describe(at / found.neighbourCount(), at % found.neighbourCount(), out, at * width);
        }
        return out;
    }
}
