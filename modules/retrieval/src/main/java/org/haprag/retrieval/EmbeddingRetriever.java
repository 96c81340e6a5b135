package org.haprag.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Tokens;
import org.haprag.genotype.TypedHaplotypes;

/**
 * The later ancestor's retrieval: in each window of typed sites the K panel haplotypes nearest by squared L2 in the embedding
 * space of a network, by an exact flat index. Sites that a target lacks do not count. As with {@link NearestWindowRetriever}
 * each mismatch within the window costs a neighbour the factor mismatch / (1 - mismatch), at every scale alike: distances
 * choose, mismatches weigh, so that the weights mean the same whatever the network has learned.
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
        float[] frequency = VisibleFrequency.ofAll(panel.panel());
        return (targets, exclusions) -> open(panel, frequency, targets, exclusions);
    }

    private Query open(TypedPanel panel, float[] frequency, TypedHaplotypes targets, Exclusions exclusions) {
        int typed = panel.typedCount();
        Found[] ofTyped =
                WindowedSearch.ofTyped(typed, Found[]::new, (from, to) -> search(panel, targets, exclusions, from, to));
        return hap -> {
            float[] visible = VisibleFrequency.of(panel.panel(), frequency, exclusions, hap >> 1);
            NeighbourCollector collector = new NeighbourCollector(panel, config, new TargetBits(targets, hap), visible);
            for (int t = 0; t < typed; t++) {
                int[] haps = ofTyped[t].haps()[hap];
                collector.accept(t, haps, ofTyped[t].weights()[hap], haps.length);
            }
            return collector.finish();
        };
    }

    /**
     * What a window gives each target haplotype.
     *
     * @param haps (Q, at most K) panel haplotypes, nearest first
     * @param weights (Q, C k) of those; each scale's sum to 1
     */
    private record Found(int[][] haps, float[][] weights) {}

    private Found search(TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions, int from, int to) {
        float[] cm = cmFromMiddle(panel, from, to);
        long[] ofHap = new long[panel.panel().haplotypeCount()];
        BitMatrix alleles = panel.byHaplotype();
        for (int h = 0; h < ofHap.length; h++) ofHap[h] = alleles.bits(h, from, to - from);
        long[] distinct = Arrays.stream(ofHap).sorted().distinct().toArray();
        int[] indexOf = new int[ofHap.length];
        for (int h = 0; h < ofHap.length; h++) indexOf[h] = Arrays.binarySearch(distinct, ofHap[h]);
        float[] index = transposed(embedder.embed(tokens(distinct, to - from), cm), distinct.length);
        int queries = targets.haplotypeCount();
        float[] embedded = embedder.embed(tokens(targets, from, to), cm);
        int[][] haps = new int[queries][];
        float[][] weights = new float[queries][];
        IntStream.range(0, queries).parallel().forEach(q -> {
            float[] distances = distances(index, distinct.length, embedded, q, targets.row(q), from, to);
            NearestFirst nearest = new NearestFirst(Math.min(config.neighbours(), ofHap.length));
            for (int h = 0; h < ofHap.length; h++) {
                float d = distances[indexOf[h]];
                if (nearest.wants(d) && !exclusions.excludes(q >> 1, h)) nearest.add(h, d);
            }
            haps[q] = nearest.haps();
            weights[q] = weights(haps[q], ofHap, targets.row(q), from, to);
        });
        return new Found(haps, weights);
    }

    private static float[] cmFromMiddle(TypedPanel panel, int from, int to) {
        double middle = .5 * (panel.typedCm(from) + panel.typedCm(to - 1));
        float[] cm = new float[to - from];
        for (int t = from; t < to; t++) cm[t - from] = (float) (panel.typedCm(t) - middle);
        return cm;
    }

    /** (n, W) of windows as bits. */
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

    /** (n, W D) to (W D, n): distances of all windows grow side by side then, which vectorises. */
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

    /** (C, k) flattened: each scale's weights sum to 1. */
    private float[] weights(int[] haps, long[] ofHap, byte[] alleles, int from, int to) {
        long observed = 0;
        long carried = 0;
        for (int t = from; t < to; t++) {
            if (alleles[t] >= 0) observed |= 1L << t - from;
            if (alleles[t] > 0) carried |= 1L << t - from;
        }
        int fewest = WindowedSearch.WINDOW;
        int[] mismatches = new int[haps.length];
        for (int i = 0; i < haps.length; i++) {
            mismatches[i] = Long.bitCount((ofHap[haps[i]] ^ carried) & observed);
            fewest = Math.min(fewest, mismatches[i]);
        }
        double penalty = Math.log(config.mismatch() / (1 - config.mismatch()));
        double sum = 0;
        for (int m : mismatches) sum += Math.exp((m - fewest) * penalty);
        float[] out = new float[config.scaleCount() * haps.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (Math.exp((mismatches[i % haps.length] - fewest) * penalty) / sum);
        }
        return out;
    }
}
