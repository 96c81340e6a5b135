package org.haprag.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.Haplotypes;

/**
 * Counts what every metric needs, by MAF bin and sample, one site after another; memory grows with the samples, never
 * with the sites. Not synchronised: fill one a thread and {@link #merge} them.
 *
 * <p>Feed it from memory or from files; it knows of neither. A table of imputation accuracy
 * (docs/metrics.md) is of sites that were not typed: leaving typed ones out is the caller's part.
 */
public final class MafStratifiedScores {
    /** "HSC1": begins the counts of {@link #write}. */
    private static final int MAGIC = 0x48534331;

    private final int samples;
    private final CallRule rule;
    private final double[][] cells = new double[MafBins.count()][];
    private final int[] sites = new int[MafBins.count()];

    /** @param samples how many samples each {@link #add} brings */
    public MafStratifiedScores(int samples) {
        this(samples, CallRule.LARGEST_POSTERIOR);
    }

    /** As above, saying how the method's genotypes are called. */
    public MafStratifiedScores(int samples, CallRule rule) {
        if (samples < 1) throw new IllegalArgumentException("samples must be >= 1, found " + samples);
        this.samples = samples;
        this.rule = rule;
    }

    public int samples() {
        return samples;
    }

    /**
     * Adds one (site, ALT allele).
     *
     * @param maf its minor allele frequency in the panel, in [0, .5]
     * @param ds (samples) ALT dosage in [0, ploidy]; NaN where the method gave none, which counts as dosage 0
     * @param gp (samples x 3) posteriors of 0, 1, 2 copies of ALT, NaN where there are none; null if the method has none
     * @param truth (samples) true ALT dosage 0 to ploidy; below 0 where the truth is missing, which leaves the pair out
     */
    public void add(double maf, float[] ds, float[] gp, byte[] truth) {
        if (ds.length < samples || truth.length < samples || (gp != null && gp.length < 3 * samples)) {
            throw new IllegalArgumentException(samples + " samples, but " + ds.length + " dosages, " + truth.length
                    + " true genotypes" + (gp == null ? "" : ", " + gp.length + " posteriors"));
        }
        int bin = MafBins.of(maf);
        double[] cell = cell(bin);
        sites[bin]++;
        for (int s = 0, at = 0; s < samples; s++, at += Tally.SIZE) {
            if (truth[s] < 0) continue;
            float x = Float.isNaN(ds[s]) ? 0 : ds[s];
            if (gp != null && gp[3 * s] + gp[3 * s + 1] + gp[3 * s + 2] >= 0) {
                Tally.add(cell, at, x, gp, 3 * s, truth[s], rule);
            } else {
                Tally.add(cell, at, x, truth[s]);
            }
        }
    }

    /**
     * Adds the haplotypes of a site that was given to {@link #add} too.
     *
     * @param haplotypes which of them belong to which sample
     * @param called (haplotypes) 1 where the method calls ALT, 0 where it does not, below 0 where it calls nothing
     * @param truth (haplotypes) likewise for the truth
     */
    public void addHaplotypes(double maf, Haplotypes haplotypes, byte[] called, byte[] truth) {
        double[] cell = cell(MafBins.of(maf));
        for (int h = 0; h < haplotypes.count(); h++) {
            if (truth[h] < 0) continue;
            Tally.addHaplotype(cell, haplotypes.sampleOf(h) * Tally.SIZE, Math.max(0, called[h]), truth[h]);
        }
    }

    /** Adds what another accumulator of the same samples has counted. */
    public void merge(MafStratifiedScores other) {
        if (other.samples != samples) {
            throw new IllegalArgumentException("cannot merge " + other.samples + " samples into " + samples);
        }
        for (int bin = 0; bin < cells.length; bin++) {
            sites[bin] += other.sites[bin];
            if (other.cells[bin] == null) continue;
            double[] cell = cell(bin);
            for (int i = 0; i < cell.length; i++) cell[i] += other.cells[bin][i];
        }
    }

    /** The same counts for some of the samples, in the given order. */
    public MafStratifiedScores subset(int[] kept) {
        MafStratifiedScores part = new MafStratifiedScores(kept.length, rule);
        for (int bin = 0; bin < cells.length; bin++) {
            part.sites[bin] = sites[bin];
            if (cells[bin] == null) continue;
            double[] cell = part.cell(bin);
            for (int i = 0; i < kept.length; i++) {
                System.arraycopy(cells[bin], kept[i] * Tally.SIZE, cell, i * Tally.SIZE, Tally.SIZE);
            }
        }
        return part;
    }

    /** How many (site, ALT allele) fell into a stratum. */
    public int sites(MafStratum stratum) {
        int n = 0;
        for (int bin = stratum.fromBin(); bin < stratum.toBin(); bin++) n += sites[bin];
        return n;
    }

    /** All samples pooled, without intervals ({@link PairedScores} has them). */
    public Scores scores(MafStratum stratum) {
        return Scores.of(sites(stratum), pooled(stratum));
    }

    /** One sample alone. */
    public Scores scores(MafStratum stratum, int sample) {
        double[] t = new double[Tally.SIZE];
        for (int bin = stratum.fromBin(); bin < stratum.toBin(); bin++) {
            if (cells[bin] != null) Tally.addWeighted(t, 0, cells[bin], sample * Tally.SIZE, 1);
        }
        return Scores.of(sites(stratum), t);
    }

    /** The reliability curve of the largest GP, from low to high confidence. */
    public List<ReliabilityBin> reliability(MafStratum stratum) {
        double[] t = pooled(stratum);
        List<ReliabilityBin> curve = new ArrayList<>(Tally.CALIBRATION_BINS);
        for (int b = 0; b < Tally.CALIBRATION_BINS; b++) {
            double n = t[Tally.BIN_PAIRS + b];
            curve.add(new ReliabilityBin(
                    b / (double) Tally.CALIBRATION_BINS,
                    (b + 1) / (double) Tally.CALIBRATION_BINS,
                    (long) n,
                    n > 0 ? t[Tally.BIN_CONFIDENCE + b] / n : Double.NaN,
                    n > 0 ? t[Tally.BIN_CORRECT + b] / n : Double.NaN));
        }
        return curve;
    }

    /** The tally of a stratum, all samples pooled. */
    double[] pooled(MafStratum stratum) {
        double[] t = new double[Tally.SIZE];
        for (int bin = stratum.fromBin(); bin < stratum.toBin(); bin++) {
            if (cells[bin] == null) continue;
            for (int s = 0; s < samples; s++) Tally.addWeighted(t, 0, cells[bin], s * Tally.SIZE, 1);
        }
        return t;
    }

    /** Writes the counts, so that {@link #read} gives the same scores in a later process. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(Tally.SIZE);
        out.writeInt(cells.length);
        out.writeInt(samples);
        out.writeInt(rule.ordinal());
        for (int bin = 0; bin < cells.length; bin++) {
            out.writeInt(sites[bin]);
            out.writeBoolean(cells[bin] != null);
            if (cells[bin] == null) continue;
            for (double x : cells[bin]) out.writeDouble(x);
        }
    }

    /** What {@link #write} wrote. @throws IOException also if it is something else, or of another version */
    public static MafStratifiedScores read(DataInput in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != Tally.SIZE || in.readInt() != MafBins.count()) {
            throw new IOException("these are no counts of this version");
        }
        int samples = in.readInt();
        int rule = in.readInt();
        if (samples < 1 || rule < 0 || rule >= CallRule.values().length) throw new IOException("damaged counts");
        MafStratifiedScores scores = new MafStratifiedScores(samples, CallRule.values()[rule]);
        for (int bin = 0; bin < scores.cells.length; bin++) {
            scores.sites[bin] = in.readInt();
            if (!in.readBoolean()) continue;
            double[] cell = scores.cell(bin);
            for (int i = 0; i < cell.length; i++) cell[i] = in.readDouble();
        }
        return scores;
    }

    /** (samples x {@link Tally#SIZE}) of a bin, or null if no site fell into it. */
    double[] cellOrNull(int bin) {
        return cells[bin];
    }

    private double[] cell(int bin) {
        if (cells[bin] == null) cells[bin] = new double[Math.multiplyExact(samples, Tally.SIZE)];
        return cells[bin];
    }
}
