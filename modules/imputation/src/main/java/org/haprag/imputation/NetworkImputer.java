package org.haprag.imputation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.haprag.model.HapRagModel;
import org.haprag.model.HapRagNetwork;
import org.haprag.model.Settled;
import org.haprag.model.SiteBatch;
import org.haprag.retrieval.TypedPanel;

/**
 * Retrieval, network, probabilities. The network is asked, haplotype by haplotype, where the copying model is not sure
 * ({@link Settled}); {@link #MOST_ROWS} rows at a time, in a manager of their own, so that native memory is bounded.
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
    public void impute(Window window, int from, int to, Dosages out) {
        for (int target = from; target < to; target++) imputeOne(window, target, out);
    }

    private void imputeOne(Window window, int target, Dosages out) {
        SiteBatch.Target sites = new SiteBatch.Target(
                window.panel(),
                window.clustering(),
                window.own().index(target),
                window.query().retrieve(2 * target),
                window.query().retrieve(2 * target + 1));
        OpenRows open = OpenRows.settle(sites, network.config().scales(), target, out);
        if (open.count() == 0) return;
        try (NDManager manager = model.manager().newSubManager()) {
            TargetTokens tokens = new TargetTokens(model, window, target, sites, open, manager);
            float[][] mixtures = {tokens.mixtures(0), tokens.mixtures(1)};
            for (int from = 0; from < open.count(); from += MOST_ROWS) {
                int to = Math.min(open.count(), from + MOST_ROWS);
                predict(sites, open, from, to, tokens, mixtures, target, out);
            }
        }
    }

    private void predict(
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
            for (int h = 0; h < 2; h++) {
                if (!open.open()[h][i]) continue;
                batch.add(sites, row, interval, h, tokens.number(h, left), tokens.windowFrom(left));
                batch.mixtures(mixtures[h], row);
            }
        }
        try (NDManager manager = model.manager().newSubManager()) {
            float[] predicted =
                    network.odds(tokens.encoded(), batch.toInputs(manager)).toFloatArray();
            write(sites, open, from, to, predicted, manager, target, out);
        }
    }

    /** @param predicted log odds of the open rows' open haplotypes, in order */
    private void write(
            SiteBatch.Target sites,
            OpenRows open,
            int from,
            int to,
            float[] predicted,
            NDManager manager,
            int target,
            Dosages out) {
        int n = to - from;
        float[][] odds = new float[2][n];
        float[] other = new float[2 * n];
        int next = 0;
        for (int i = 0; i < n; i++) {
            int row = open.rows()[from + i];
            int site = sites.panel().panel().siteOfRow(row);
            for (int h = 0; h < 2; h++) {
                odds[h][i] = open.open()[h][from + i]
                        ? predicted[next++]
                        : Settled.logOdds(
                                sites.hap(h).copying(), row, network.config().scales());
                other[2 * i + h] = SiteBatch.otherAlt(sites.panel().panel(), sites.hap(h), site, row);
            }
        }
        NDArray logits = network.genotypes(
                manager.create(odds[0], new Shape(1, n)),
                manager.create(odds[1], new Shape(1, n)),
                manager.create(other, new Shape(1, n, 2)));
        float[] gt = logits.toFloatArray();
        for (int i = 0; i < n; i++) {
            Joint.write(
                    probability(odds[0][i]), probability(odds[1][i]), gt, 4 * i, open.rows()[from + i], target, out);
        }
    }

    private static float probability(float logOdds) {
        return (float) (1 / (1 + Math.exp(-logOdds)));
    }
}
