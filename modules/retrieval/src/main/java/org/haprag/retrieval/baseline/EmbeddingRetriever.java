package org.haprag.retrieval.baseline;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Tokens;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;
import org.haprag.retrieval.WeighedNeighbours;
import org.haprag.retrieval.WindowEmbedder;

/**
 * The retrieval of snvbert's later version: in each search window the K panel haplotypes nearest by squared L2 in the
 * embedding space of a network, by an exact flat index. Sites that a target lacks do not count. Distances choose the
 * neighbours, mismatches weigh them ({@link SearchWindows}), so that the weights mean the same whatever the network has
 * learned.
 *
 * <p>Panel haplotypes that are the same in a window are embedded once. Only results are kept from window to window.
 */
public final class EmbeddingRetriever implements Retriever {
    private final RetrievalConfig config;
    private final WindowEmbedder embedder;

    /** @param embedder asked from the thread that calls {@link Prepared#open} */
    public EmbeddingRetriever(RetrievalConfig config, WindowEmbedder embedder) {
        this.config = config;
        this.embedder = embedder;
    }

    @Override
    public Prepared prepare(TypedPanel panel) {
        return (targets, exclusions) -> SearchWindows.query(
                panel, targets, exclusions, config, (from, to) -> search(panel, targets, exclusions, from, to));
    }

    private WeighedNeighbours[] search(
            TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions, int from, int to) {
        float[] cm = cmFromMiddle(panel, from, to);
        long[] ofHap = new long[panel.panel().haplotypeCount()];
        BitMatrix alleles = panel.byHaplotype();
        for (int h = 0; h < ofHap.length; h++) ofHap[h] = alleles.bits(h, from, to - from);
        long[] distinct = Arrays.stream(ofHap).sorted().distinct().toArray();
        int[] indexOf = new int[ofHap.length];
        for (int h = 0; h < ofHap.length; h++) indexOf[h] = Arrays.binarySearch(distinct, ofHap[h]);
        float[] index = transposed(embedder.embed(tokens(distinct, to - from), cm), distinct.length);
        Haplotypes haplotypes = panel.panel().haplotypes();
        int queries = targets.haplotypeCount();
        float[] embedded = embedder.embed(tokens(targets, from, to), cm);
        WeighedNeighbours[] found = new WeighedNeighbours[queries];
        IntStream.range(0, queries).parallel().forEach(q -> {
            float[] distances = distances(index, distinct.length, embedded, q, targets.row(q), from, to);
            int sample = targets.haplotypes().sampleOf(q);
            NearestFirst nearest = new NearestFirst(Math.min(config.neighbours(), ofHap.length));
            for (int h = 0; h < ofHap.length; h++) {
                float d = distances[indexOf[h]];
                if (nearest.wants(d) && !exclusions.excludes(sample, haplotypes, h)) nearest.add(h, d);
            }
            int[] haps = nearest.haps();
            found[q] = SearchWindows.weigh(config, haps, mismatches(haps, ofHap, targets.row(q), from, to));
        });
        return found;
    }

    private static float[] cmFromMiddle(TypedPanel panel, int from, int to) {
        double middle = .5 * (panel.typedCm(from) + panel.typedCm(to - 1));
        float[] cm = new float[to - from];
        for (int t = from; t < to; t++) cm[t - from] = (float) (panel.typedCm(t) - middle);
        return cm;
    }

    /** (n, w) of windows as bits. */
    private static byte[] tokens(long[] windows, int width) {
        byte[] tokens = new byte[windows.length * width];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (byte) ((windows[i / width] >>> i % width & 1) == 0 ? Tokens.REF : Tokens.ALT);
        }
        return tokens;
    }

    private static byte[] tokens(TypedHaplotypes targets, int from, int to) {
        byte[] tokens = new byte[targets.haplotypeCount() * (to - from)];
        for (int q = 0; q < targets.haplotypeCount(); q++) {
            for (int t = from; t < to; t++) {
                byte allele = targets.allele(q, t);
                int token = allele < 0 ? Tokens.MASK : allele > 0 ? Tokens.ALT : Tokens.REF;
                tokens[q * (to - from) + t - from] = (byte) token;
            }
        }
        return tokens;
    }

    /** (n, w D) to (w D, n): distances of all windows grow side by side then, which vectorises. */
    private static float[] transposed(float[] embedded, int n) {
        int size = embedded.length / n;
        float[] out = new float[embedded.length];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < size; k++) out[k * n + i] = embedded[i * size + k];
        }
        return out;
    }

    /** Squared L2 of one query to each of n windows, over the sites that the query has. */
    private static float[] distances(float[] index, int n, float[] embedded, int q, byte[] alleles, int from, int to) {
        float[] out = new float[n];
        int depth = index.length / n / (to - from);
        int own = q * depth * (to - from);
        for (int t = from; t < to; t++) {
            if (alleles[t] < 0) continue;
            for (int k = (t - from) * depth; k < (t - from + 1) * depth; k++) {
                addSquares(index, k * n, embedded[own + k], out);
            }
        }
        return out;
    }

    private static void addSquares(float[] row, int at, float value, float[] out) {
        for (int i = 0; i < out.length; i++) {
            float d = row[at + i] - value;
            out[i] += d * d;
        }
    }

    /** Typed sites of [from, to) at which each panel haplotype differs from what was observed. */
    private static int[] mismatches(int[] haps, long[] ofHap, byte[] alleles, int from, int to) {
        long observed = 0;
        long carried = 0;
        for (int t = from; t < to; t++) {
            if (alleles[t] >= 0) observed |= 1L << t - from;
            if (alleles[t] > 0) carried |= 1L << t - from;
        }
        int[] mismatches = new int[haps.length];
        for (int i = 0; i < haps.length; i++) mismatches[i] = Long.bitCount((ofHap[haps[i]] ^ carried) & observed);
        return mismatches;
    }
}
