package org.haprag.imputation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.run.SiteFates;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelConfig;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.Mosaic;
import org.haprag.testkit.Mosaics;
import org.haprag.testkit.TinyPanels;

/** A small panel, targets copied from it, and a small network that starts at the copying posterior. */
final class TinyImputation {
    static final int NEIGHBOURS = 6;

    final HaplotypePanel panel;
    final List<Mosaic> truth;
    final TypedHaplotypes typed;

    /** @param typedSites panel sites */
    TinyImputation(HaplotypePanel panel, int targets, double switchesPerSite, int[] typedSites) {
        this.panel = panel;
        truth = Mosaics.of(panel, 2 * targets, switchesPerSite, 0, 3);
        typed = Mosaics.typed(truth, typedSites);
    }

    /** 60 panel haplotypes, 300 sites of which every sixth is typed. */
    static TinyImputation usual(int targets) {
        return new TinyImputation(
                TinyPanels.mosaicPanel(60, 300, 8, 0.1, 21),
                targets,
                0.005,
                IntStream.range(0, 50).map(t -> 2 + 6 * t).toArray());
    }

    /** Nothing is known of the targets' own sites. */
    static SiteFates fates() {
        return new SiteFates("20", List.of(), 300, 50, 1);
    }

    static RetrievalConfig retrieval() {
        RetrievalConfig d = RetrievalConfig.defaults();
        return new RetrievalConfig(
                d.kind(),
                d.scales(),
                d.middleScale(),
                d.mismatch(),
                NEIGHBOURS,
                200, // all of these small panels
                d.matchesPerSide(),
                d.blockSites(),
                d.selectionsPerBlock());
    }

    static HapRagModel model() {
        return model(NEIGHBOURS);
    }

    static HapRagModel model(int neighbours) {
        ModelConfig config =
                new ModelConfig(8, 1, 2, 16, neighbours, retrieval().scaleCount(), 2, 6, 8, true, 0);
        return HapRagModel.random(new ModelManifest(ModelFile.FORMAT_VERSION, config, retrieval(), Map.of()), 1);
    }

    /** A model that finds its neighbours in its own embedding space. */
    static HapRagModel embedding() {
        RetrievalConfig d = retrieval();
        RetrievalConfig own = new RetrievalConfig(
                RetrievalConfig.Kind.EMBEDDING, d.scales(), d.middleScale(), d.mismatch(), NEIGHBOURS, 0, 1, 16, 3);
        ModelConfig config = new ModelConfig(8, 1, 2, 16, NEIGHBOURS, d.scaleCount(), 2, 6, 8, true, 0);
        return HapRagModel.random(new ModelManifest(ModelFile.FORMAT_VERSION, config, own, Map.of()), 1);
    }

    int targets() {
        return typed.haplotypeCount() / 2;
    }

    double[] siteCm() {
        return GeneticMap.constantRate().cmOfSites(panel);
    }

    Dosages impute(ImputationMethod method, int threads) {
        return impute(method, threads, typed);
    }

    Dosages impute(ImputationMethod method, int threads, TypedHaplotypes observed) {
        try (Imputation imputation = new Imputation(method, threads)) {
            return imputation.impute(
                    panel, siteCm(), observed, Exclusions.none(observed.haplotypeCount() / 2), n -> {});
        }
    }

    /** 1 where a target's haplotype truly carries the ALT of a row. */
    int alt(int row, int hap) {
        int site = panel.siteOfRow(row);
        return truth.get(hap).allele(site) == row - panel.firstRow(site) + 1 ? 1 : 0;
    }
}
