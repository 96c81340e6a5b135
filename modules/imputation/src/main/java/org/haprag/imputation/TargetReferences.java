package org.haprag.imputation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Sha256;
import org.haprag.retrieval.Exclusions;

/**
 * Some of the targets, which the panel phases first and which stay as they are then: all targets are phased from the panel and
 * from them. Who they are depends on the targets' IDs alone, so that the order of the file, batches and threads change
 * nothing. Nobody is a reference of himself, nor is he taken if the panel knows him.
 */
final class TargetReferences {
    private final Samples targets;

    /** Targets, in the order of their digests. */
    private final int[] chosen;

    private TargetReferences(Samples targets, int[] chosen) {
        this.targets = targets;
        this.chosen = chosen;
    }

    /**
     * What a run's record tells of them.
     *
     * @param samples how many
     * @param sha256 of their IDs, one a line, in the order in which they were chosen
     */
    record Told(int samples, String sha256) {}

    /**
     * Those whose IDs have the smallest SHA-256.
     *
     * @param exclusions of the targets: whoever has any is in the panel
     * @param most so many, if there are
     */
    static TargetReferences choose(Samples targets, Exclusions exclusions, int most) {
        int[] chosen = IntStream.range(0, targets.count())
                .filter(target -> exclusions.targets(target, target + 1).areNone())
                .boxed()
                .sorted(Comparator.comparing(
                        target -> new Sha256().add(targets.name(target)).hex()))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
        return new TargetReferences(targets, chosen);
    }

    boolean areNone() {
        return chosen.length == 0;
    }

    /** The targets, in the order in which they were chosen. Not copied: do not write to it. */
    int[] chosen() {
        return chosen;
    }

    Told told() {
        Sha256 digest = new Sha256();
        for (int target : chosen) digest.add(targets.name(target) + "\n");
        return new Told(chosen.length, digest.hex());
    }

    /** The panel with their haplotypes behind its own. @param phased they, at the panel's sites */
    HaplotypePanel behind(HaplotypePanel panel, PhasedTargets phased) {
        Haplotypes both = Haplotypes.of(IntStream.concat(ploidies(panel.haplotypes()), ploidies(phased.haplotypes()))
                .toArray());
        BitMatrix alleles = new BitMatrix(panel.alleleRowCount(), both.count());
        for (int row = 0; row < alleles.rows(); row++) {
            for (int w = 0; w < panel.alleles().wordsPerRow(); w++) {
                alleles.setWord(row, w, panel.alleles().word(row, w));
            }
        }
        for (int site = 0; site < panel.siteCount(); site++) {
            byte[] theirs = phased.alleles(site);
            for (int h = 0; h < theirs.length; h++) {
                if (theirs[h] > 0) alleles.set(panel.firstRow(site) + theirs[h] - 1, panel.haplotypeCount() + h);
            }
        }
        List<String> names = Stream.concat(
                        panel.samples().names().stream(), Arrays.stream(chosen).mapToObj(targets::name))
                .toList();
        return new HaplotypePanel(new Samples(names), both, panel.sites(), alleles);
    }

    private static IntStream ploidies(Haplotypes of) {
        return IntStream.range(0, of.sampleCount()).map(of::ploidy);
    }

    /** What targets must not see of a panel that they stand {@link #behind}. */
    Exclusions exclusions(Exclusions ofPanel, int panelSamples) {
        int[] themselves = new int[targets.count()];
        Arrays.fill(themselves, -1);
        for (int i = 0; i < chosen.length; i++) themselves[chosen[i]] = panelSamples + i;
        return ofPanel.and(themselves);
    }
}
