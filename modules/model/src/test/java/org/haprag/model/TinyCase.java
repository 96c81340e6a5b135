package org.haprag.model;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;
import org.haprag.testkit.Mosaic;
import org.haprag.testkit.Mosaics;
import org.haprag.testkit.TinyPanels;

/** A mosaic panel with a few typed sites, so far apart that all are anchors, two targets copied from it, and what was retrieved for them. */
final class TinyCase {
    static final int TARGETS = 2;

    /** As many as a window of {@link #config} holds, so that one window shows a whole haplotype. */
    static final int TYPED = 10;

    private static final int SITES = 120;
    private static final int NEIGHBOURS = 6;
    private static final RetrievalConfig RETRIEVAL = retrieval(NEIGHBOURS);

    final HaplotypePanel panel;
    final TypedPanel typedPanel;
    final TypedHaplotypes targets;
    final RetrievedHaplotype[] retrieved = new RetrievedHaplotype[2 * TARGETS];
    final LocalClustering clustering;

    /** @param haplotypes of the panel */
    TinyCase(int haplotypes) {
        panel = TinyPanels.mosaicPanel(haplotypes, SITES, 6, 0.1, 11);
        int[] typedSites = new int[TYPED];
        for (int t = 0; t < TYPED; t++) typedSites[t] = 5 + 12 * t;
        typedPanel = new TypedPanel(
                panel, IntStream.range(0, SITES).mapToDouble(site -> .01 * site).toArray(), typedSites);
        List<Mosaic> mosaics = Mosaics.of(panel, 2 * TARGETS, 0.02, 0.01, 5);
        targets = Mosaics.typed(mosaics, typedSites);
        Retriever.Query query = RETRIEVAL.retriever().open(typedPanel, targets, Exclusions.none(TARGETS));
        for (int h = 0; h < retrieved.length; h++) retrieved[h] = query.retrieve(h);
        clustering = LocalClustering.of(typedPanel, Exclusions.none(TARGETS));
    }

    private static RetrievalConfig retrieval(int neighbours) {
        RetrievalConfig d = RetrievalConfig.defaults();
        return new RetrievalConfig(
                d.kind(),
                d.scales(),
                d.middleScale(),
                d.mismatch(),
                neighbours,
                d.exactUpTo(),
                d.matchesPerSide(),
                d.blockSites(),
                d.selectionsPerBlock());
    }

    /** A small network: D 8, A 2, W {@link #TYPED}, H 3. */
    static ModelConfig config(int layers, int neighbours, boolean mafResidual, double dropout) {
        return new ModelConfig(8, layers, 2, TYPED, neighbours, RETRIEVAL.scaleCount(), 3, 6, 8, mafResidual, dropout);
    }

    static ModelConfig config() {
        return config(2, NEIGHBOURS, true, 0);
    }

    static ModelManifest manifest(ModelConfig config) {
        return new ModelManifest(ModelFile.FORMAT_VERSION, config, RETRIEVAL, Map.of("seed", "1"));
    }

    static HapRagModel model(ModelConfig config, long seed) {
        return HapRagModel.random(manifest(config), seed);
    }

    /** Moves every weight by noise, so that nothing rests at its start of 0. */
    static void disturb(HapRagModel model, double deviation, long seed) {
        Random random = new Random(seed);
        Map<String, float[]> values =
                new LinkedHashMap<>(model.network().parameters().values());
        values.values().forEach(v -> {
            for (int i = 0; i < v.length; i++) v[i] += (float) (deviation * random.nextGaussian());
        });
        model.network().parameters().set(values);
    }

    /** L, all allele rows of the panel. */
    int rows() {
        return panel.alleleRowCount();
    }

    SiteBatch.Target target(int target) {
        return new SiteBatch.Target(
                typedPanel, clustering.forTarget(target), List.of(retrieved[2 * target], retrieved[2 * target + 1]));
    }

    /** Every typed site is predicted from. */
    static boolean[] allTyped() {
        boolean[] all = new boolean[TYPED];
        java.util.Arrays.fill(all, true);
        return all;
    }

    /** One window a haplotype, all tokens anchors: token t of haplotype h is number h T + t. */
    TypedInputs typed(ModelConfig config, NDManager manager) {
        TypedBatch batch = new TypedBatch(config, 2 * TARGETS, 2 * TARGETS * TYPED);
        for (int h = 0; h < 2 * TARGETS; h++) batch.add(typedPanel, targets, h, retrieved[h], 0, allTyped(), 0, TYPED);
        return batch.toInputs(manager);
    }

    /** All rows of all targets. @param mixers (2 TARGETS) for BY_CALLER, none for IN_NETWORK */
    PairedSiteInputs sites(ModelConfig config, List<PanelMixer> mixers, NDManager manager) {
        SiteBatch.Mixing mixing = mixers.isEmpty() ? SiteBatch.Mixing.IN_NETWORK : SiteBatch.Mixing.BY_CALLER;
        SiteBatch batch = new SiteBatch(config, mixing, 2 * TARGETS * rows());
        for (int target = 0; target < TARGETS; target++) {
            for (int row = 0; row < rows(); row++) {
                int interval = typedPanel.intervalOfRow(row);
                int left = typedPanel.leftTyped(interval);
                for (int h = 0; h < 2; h++) {
                    batch.add(target(target), row, interval, h, (2 * target + h) * TYPED + left, 0);
                    if (!mixers.isEmpty()) batch.mix(mixers.get(2 * target + h), row, interval);
                }
            }
        }
        return batch.toInputs(manager, TARGETS);
    }

    /** Encode, then decode with mixing in the network. */
    NetworkOutputs run(HapRagModel model, NDManager manager, boolean training) {
        ModelConfig config = model.network().config();
        return model.network()
                .decode(model.network().encode(typed(config, manager), training), sites(config, List.of(), manager));
    }
}
