package org.haprag.imputation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSite;
import org.haprag.retrieval.RetrievedSample;

/**
 * How sure the phase of some targets is at the typed sites of a window, one byte a genotype: the Phred-scaled probability that
 * a heterozygote lies the wrong way round, relative to the target's heterozygote before it. There is none at a target's first
 * heterozygote, and none where the input tells the phase of both. Different targets may be written from different threads.
 */
final class PhaseQualities {
    /** The highest there is. */
    static final int MOST = 60;

    private final int targets;

    /** (typed sites, targets) */
    private final byte[] quality;

    PhaseQualities(int typedSites, int targets) {
        this.targets = targets;
        this.quality = new byte[Math.multiplyExact(typedSites, targets)];
        Arrays.fill(quality, ImputedSite.PhaseCalls.NO_QUALITY);
    }

    /**
     * Those of several batches of targets as one, in their order; empty if a batch has none.
     *
     * @param batches of the same typed sites; at least one
     */
    static Optional<PhaseQualities> join(List<Optional<PhaseQualities>> batches) {
        if (batches.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        if (batches.size() == 1) return batches.get(0);
        List<PhaseQualities> all = batches.stream().flatMap(Optional::stream).toList();
        int typedSites = all.get(0).typedCount();
        PhaseQualities out = new PhaseQualities(
                typedSites, all.stream().mapToInt(b -> b.targets).sum());
        int to = 0;
        for (int t = 0; t < typedSites; t++) {
            for (PhaseQualities batch : all) {
                System.arraycopy(batch.quality, t * batch.targets, out.quality, to, batch.targets);
                to += batch.targets;
            }
        }
        return Optional.of(out);
    }

    /** Qualities as {@link #bytes} gave them. */
    static PhaseQualities of(int targets, byte[] bytes) {
        PhaseQualities out = new PhaseQualities(bytes.length / targets, targets);
        System.arraycopy(bytes, 0, out.quality, 0, bytes.length);
        return out;
    }

    /** (typed sites, targets) All of them. Not copied: do not write to it. */
    byte[] bytes() {
        return quality;
    }

    private int typedCount() {
        return quality.length / targets;
    }

    /** Phred of a probability of error: 3 for one half, at most {@link #MOST}. */
    static byte phred(double wrong) {
        return (byte) Math.min(MOST, Math.round(-10 * Math.log10(Math.max(wrong, 1e-9))));
    }

    /** The probability that a quality stands for. */
    static double wrong(byte quality) {
        return Math.pow(10, -quality / 10.0);
    }

    /** Takes what retrieval found of a target. @param typed what was observed of the batch */
    void write(RetrievedSample found, TypedHaplotypes typed, int target) {
        if (found.phase().isEmpty()) return;
        float[] exchanged = found.phase().get().exchanged();
        int before = -1;
        for (int t = 0; t < typed.typedCount(); t++) {
            if (!heterozygous(typed, target, t)) continue;
            boolean told = before < 0 || orderTold(typed, target, before, t);
            if (!told) set(t, target, phred(exchanged[t]));
            before = t;
        }
    }

    private static boolean orderTold(TypedHaplotypes typed, int target, int before, int t) {
        int set = typed.phaseSet(target, t);
        return set != Phasing.OPEN && set == typed.phaseSet(target, before);
    }

    /** Whether two different alleles of a diploid target were observed. */
    static boolean heterozygous(TypedHaplotypes typed, int target, int t) {
        byte first = typed.allele(typed.haplotypes().first(target), t);
        byte second = typed.allele(typed.haplotypes().end(target) - 1, t);
        return first != second && first >= 0 && second >= 0;
    }

    /** Forgets how the first heterozygote from a typed site on relates to what is before it. */
    void beginAt(int typedSite, TypedHaplotypes typed) {
        for (int target = 0; target < targets; target++) {
            int t = typedSite;
            while (t < typed.typedCount() && !heterozygous(typed, target, t)) t++;
            if (t < typed.typedCount()) set(t, target, ImputedSite.PhaseCalls.NO_QUALITY);
        }
    }

    void set(int typedSite, int target, byte phred) {
        quality[typedSite * targets + target] = phred;
    }

    byte at(int typedSite, int target) {
        return quality[typedSite * targets + target];
    }

    /** (targets) Those of a typed site. */
    byte[] ofSite(int typedSite) {
        return Arrays.copyOfRange(quality, typedSite * targets, (typedSite + 1) * targets);
    }
}
