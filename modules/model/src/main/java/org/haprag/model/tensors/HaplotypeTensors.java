package org.haprag.model.tensors;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Tokens;
import org.haprag.genotype.mask.SiteMask;
import org.haprag.retrieval.baseline.NativeMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The tensors of a range of a panel's sites, in ND4J. L is the number of sites in the range. The caller owns each array
 * and closes it. The first array made in a process loads ND4J's native library, which takes 1 to 4 s.
 */
public final class HaplotypeTensors {
    private final HaplotypePanel panel;
    private final int fromSite;
    private final int toSite;

    /**
     * Those of the sites [fromSite, toSite), at least one.
     *
     * @throws IllegalArgumentException if the panel has no such sites
     */
    public HaplotypeTensors(HaplotypePanel panel, int fromSite, int toSite) {
        if (!(0 <= fromSite && fromSite < toSite && toSite <= panel.siteCount())) {
            throw new IllegalArgumentException("sites [" + fromSite + ", " + toSite + ") of a panel with "
                    + panel.siteCount() + " sites: a tensor needs at least one");
        }
        this.panel = panel;
        this.fromSite = fromSite;
        this.toSite = toSite;
    }

    /** Those of all sites. */
    public static HaplotypeTensors of(HaplotypePanel panel) {
        return new HaplotypeTensors(panel, 0, panel.siteCount());
    }

    /** L. */
    public int siteCount() {
        return toSite - fromSite;
    }

    /**
     * Allele codes: 0 REF, i the i-th ALT.
     *
     * @param type {@link DataType#INT8} or {@link DataType#FLOAT}
     * @return (haplotypes, L)
     * @throws InputException if it does not fit into memory
     */
    public INDArray alleles(DataType type) {
        return alleles(0, panel.haplotypeCount(), type);
    }

    /** As {@link #alleles(DataType)}, of the haplotypes [fromHap, toHap). */
    public INDArray alleles(int fromHap, int toHap, DataType type) {
        INDArray out = zeros("haplotypes", fromHap, toHap, type);
        fill(out, fromHap, toHap, Codes.ALLELES);
        return out;
    }

    /**
     * Tokens, nothing hidden: see {@link Tokens}.
     *
     * @param type {@link DataType#INT8} or {@link DataType#FLOAT}
     * @return (haplotypes, L)
     * @throws InputException if it does not fit into memory
     */
    public INDArray tokens(DataType type) {
        INDArray out = zeros("tokens", 0, panel.haplotypeCount(), type);
        fill(out, 0, panel.haplotypeCount(), Codes.TOKENS);
        return out;
    }

    /**
     * Tokens of which all but the typed sites are {@link Tokens#MASK}, whatever the haplotypes carry there.
     *
     * @param typedSites panel sites, strictly increasing, as a {@link SiteMask} returns them; those outside the range do
     *     not matter
     * @param type {@link DataType#INT8} or {@link DataType#FLOAT}
     * @return (haplotypes, L)
     */
    public INDArray tokens(int[] typedSites, DataType type) {
        boolean[] hidden = hidden(typedSites);
        INDArray out = tokens(type);
        ByteBuffer data = out.data().asNio();
        int haps = panel.haplotypeCount();
        for (int h = 0; h < haps; h++) {
            for (int l = 0; l < hidden.length; l++) {
                if (hidden[l]) put(data, h * hidden.length + l, Tokens.MASK, type);
            }
        }
        return out;
    }

    /** AF, float32 (L): share of haplotypes that carry any ALT allele. */
    public INDArray af() {
        float[] af = new float[siteCount()];
        for (int l = 0; l < af.length; l++) {
            int alts = 0;
            for (int row = panel.firstRow(fromSite + l); row < panel.firstRow(fromSite + l + 1); row++) {
                alts += panel.altCount(row);
            }
            af[l] = panel.haplotypeCount() == 0 ? 0 : (float) (alts / (double) panel.haplotypeCount());
        }
        return Nd4j.createFromArray(af);
    }

    /** Positions in bp, int64 (L): 1-based as in VCF. */
    public INDArray posBp() {
        long[] bp = new long[siteCount()];
        for (int l = 0; l < bp.length; l++) bp[l] = panel.site(fromSite + l).pos();
        return Nd4j.createFromArray(bp);
    }

    /** Positions in cM, float64 (L), non-decreasing. */
    public INDArray posCm(GeneticMap map) {
        double[] cm = new double[siteCount()];
        for (int l = 0; l < cm.length; l++)
            cm[l] = map.cm(panel.site(fromSite + l).pos());
        return Nd4j.createFromArray(cm);
    }

    /** The mask, int8 (L): 1 where a site is hidden, 0 where it is typed. */
    public INDArray mask(int[] typedSites) {
        boolean[] hidden = hidden(typedSites);
        byte[] mask = new byte[hidden.length];
        for (int l = 0; l < mask.length; l++) mask[l] = (byte) (hidden[l] ? 1 : 0);
        return Nd4j.createFromArray(mask);
    }

    private boolean[] hidden(int[] typedSites) {
        boolean[] hidden = new boolean[siteCount()];
        Arrays.fill(hidden, true);
        for (int i = 0; i < typedSites.length; i++) {
            int site = typedSites[i];
            if (site < 0 || site >= panel.siteCount() || (i > 0 && site <= typedSites[i - 1])) {
                throw new IllegalArgumentException("typed sites must increase within [0, " + panel.siteCount()
                        + "), found " + site + " at index " + i);
            }
            if (site >= fromSite && site < toSite) hidden[site - fromSite] = false;
        }
        return hidden;
    }

    private INDArray zeros(String tensor, int fromHap, int toHap, DataType type) {
        if (type != DataType.INT8 && type != DataType.FLOAT) {
            throw new IllegalArgumentException("haplotypes are INT8 or FLOAT, asked for " + type);
        }
        if (!(0 <= fromHap && fromHap < toHap && toHap <= panel.haplotypeCount())) {
            throw new IllegalArgumentException("haplotypes [" + fromHap + ", " + toHap + ") of a panel with "
                    + panel.haplotypeCount() + ": a tensor needs at least one");
        }
        NativeMemory.require(tensor, (long) (toHap - fromHap) * siteCount() * type.width());
        return Nd4j.zeros(type, toHap - fromHap, siteCount());
    }

    /** Writes what is not REF; the array is all REF already, and most alleles are. */
    private void fill(INDArray out, int fromHap, int toHap, Codes codes) {
        ByteBuffer data = out.data().asNio();
        DataType type = out.dataType();
        BitMatrix bits = panel.alleles();
        int length = siteCount();
        for (int block = fromHap; block < toHap; block += 64) {
            int width = Math.min(64, toHap - block);
            for (int row = panel.firstRow(fromSite); row < panel.firstRow(toSite); row++) {
                int site = panel.siteOfRow(row);
                int code = codes.of(row - panel.firstRow(site) + 1);
                for (long word = bits.bits(row, block, width); word != 0; word &= word - 1) {
                    int h = block - fromHap + Long.numberOfTrailingZeros(word);
                    put(data, h * length + site - fromSite, code, type);
                }
            }
        }
    }

    private static void put(ByteBuffer data, int index, int code, DataType type) {
        if (type == DataType.INT8) data.put(index, (byte) code);
        else data.putFloat(4 * index, code);
    }

    private enum Codes {
        ALLELES,
        TOKENS;

        int of(int allele) {
            return this == ALLELES ? allele : Tokens.of(allele);
        }
    }
}
