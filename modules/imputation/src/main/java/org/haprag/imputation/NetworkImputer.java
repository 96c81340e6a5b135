package org.haprag.imputation;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.model.HapRagModel;
import org.haprag.model.HapRagNetwork;
import org.haprag.model.PhaseDoubt;
import org.haprag.model.Settled;
import org.haprag.model.SiteBatch;
import org.haprag.retrieval.RetrievedSample;
import org.haprag.retrieval.TypedPanel;

/**
 * Retrieval, network, probabilities. The network is asked, haplotype by haplotype, where the copying model is not sure
 * ({@link Settled}); {@link #MOST_ROWS} rows at a time, in a manager of their own, so that native memory is bounded. What a
 * haploid target gets is what the network says of its haplotype; the gt head is asked of pairs only.
 */
final class NetworkImputer implements TargetImputer {
    private static final int MOST_ROWS = 8192;

    private final HapRagModel model;
    private final HapRagNetwork network;
    private final SiteBatch batch;

    NetworkImputer(HapRagModel model) {
        this.model = model;
        this.network = model.network();
        this.batch = new SiteBatch(network.config(), SiteBatch.Mixing.BY_CALLER, 2 * MOST_ROWS);
    }

    @Override
    public void impute(Batch targets, int from, int to, Dosages out) {
        for (int target = from; target < to; target++) imputeOne(targets, target, out);
    }

    private void imputeOne(Batch targets, int target, Dosages out) {
        RetrievedSample found = targets.query().retrieveSample(target);
        SiteBatch.Target sites = new SiteBatch.Target(
                targets.panel(),
                targets.clustering().orElseThrow().forTarget(target),
                found.haplotypes(),
                PhaseDoubt.of(found));
        OpenRows open = OpenRows.settle(sites, found, network.config().scales(), target, out);
        if (open.count() > 0) predict(targets.panel(), found, sites, open, target, out);
        ChosenPhase.write(found, targets.targets(), targets.panel().panel(), target, out);
        out.phase().ifPresent(phase -> phase.write(found, targets.targets(), target));
    }

    private void predict(
            TypedPanel panel, RetrievedSample found, SiteBatch.Target sites, OpenRows open, int target, Dosages out) {
        try (NDManager manager = model.manager().newSubManager()) {
            TargetTokens tokens = new TargetTokens(model, panel, found.observed(), sites, open, manager);
            float[][] mixtures = new float[sites.ploidy()][];
            for (int h = 0; h < mixtures.length; h++) mixtures[h] = tokens.mixtures(h);
            for (int from = 0; from < open.count(); from += MOST_ROWS) {
                int to = Math.min(open.count(), from + MOST_ROWS);
                predict(found, sites, open, from, to, tokens, mixtures, target, out);
            }
        }
    }

    private void predict(
            RetrievedSample found,
            SiteBatch.Target sites,
            OpenRows open,
            int from,
            int to,
            TargetTokens tokens,
            float[][] mixtures,
            int target,
            Dosages out) {
        TypedPanel panel = sites.panel();
        batch.clear();
        int interval = panel.intervalOfRow(open.rows()[from]);
        for (int i = from; i < to; i++) {
            int row = open.rows()[i];
            while (panel.intervalStart(interval + 1) <= row) interval++;
            int left = panel.leftTyped(interval);
            for (int h = 0; h < sites.ploidy(); h++) {
                if (!open.open()[h][i]) continue;
                batch.add(sites, row, interval, h, tokens.number(h, left), tokens.windowFrom(left));
                batch.mixtures(mixtures[h], row);
            }
        }
        try (NDManager manager = model.manager().newSubManager()) {
            float[] predicted =
                    network.odds(tokens.encoded(), batch.toInputs(manager)).toFloatArray();
            float[][] odds = odds(sites, open, from, to, predicted);
            if (sites.ploidy() == 1) write(open, from, odds[0], target, out);
            else write(found, open, from, odds, genotypes(sites, open, from, odds, manager), target, out);
        }
    }

    /** (haplotypes, rows) log odds: predicted ones, in order, where a haplotype is open; the copying model's elsewhere. */
    private float[][] odds(SiteBatch.Target sites, OpenRows open, int from, int to, float[] predicted) {
        float[][] odds = new float[sites.ploidy()][to - from];
        int next = 0;
        for (int i = 0; i < to - from; i++) {
            for (int h = 0; h < sites.ploidy(); h++) {
                odds[h][i] = open.open()[h][from + i]
                        ? predicted[next++]
                        : Settled.logOdds(
                                sites.hap(h).copying(),
                                open.rows()[from + i],
                                network.config().scales());
            }
        }
        return odds;
    }

    /** (rows, 4) logits of the gt head for a diploid target. */
    private float[] genotypes(SiteBatch.Target sites, OpenRows open, int from, float[][] odds, NDManager manager) {
        int n = odds[0].length;
        float[] other = new float[2 * n];
        HaplotypePanel panel = sites.panel().panel();
        for (int i = 0; i < n; i++) {
            int row = open.rows()[from + i];
            int site = panel.siteOfRow(row);
            for (int h = 0; h < 2; h++) other[2 * i + h] = SiteBatch.otherAlt(panel, sites.hap(h), site, row);
        }
        return network.genotypes(
                        manager.create(odds[0], new Shape(1, n)),
                        manager.create(odds[1], new Shape(1, n)),
                        manager.create(other, new Shape(1, n, 2)))
                .toFloatArray();
    }

    private static void write(OpenRows open, int from, float[] odds, int target, Dosages out) {
        for (int i = 0; i < odds.length; i++) out.set(open.rows()[from + i], target, probability(odds[i]));
    }

    private static void write(
            RetrievedSample found, OpenRows open, int from, float[][] odds, float[] gt, int target, Dosages out) {
        for (int i = 0; i < odds[0].length; i++) {
            int row = open.rows()[from + i];
            float covariance = found.covariance(row);
            Joint.write(probability(odds[0][i]), probability(odds[1][i]), covariance, gt, 4 * i, row, target, out);
        }
    }

    private static float probability(float logOdds) {
        return (float) (1 / (1 + Math.exp(-logOdds)));
    }
}
