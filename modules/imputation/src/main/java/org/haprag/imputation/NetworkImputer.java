package org.haprag.imputation;

import org.haprag.model.InferenceNetwork;
import org.haprag.model.InferenceSession;
import org.haprag.model.ModelConfig;
import org.haprag.model.PanelMixer;
import org.haprag.model.PhaseDoubt;
import org.haprag.model.Settled;
import org.haprag.model.SiteBatch;
import org.haprag.model.TypedBatch;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.RetrievedSample;
import org.haprag.retrieval.TypedPanel;

/**
 * Retrieval, network, probabilities. The network is asked, haplotype by haplotype, where the copying model is not sure and
 * what the network adds can count ({@link OpenRows}); {@link #MOST_ROWS} rows at a time, so that memory is bounded. What a
 * haploid target gets is what the network says of its haplotype; the gt head is asked of pairs only.
 */
final class NetworkImputer implements TargetImputer {
    private static final int MOST_ROWS = 8192;

    /**
     * Of an allele that so many panel haplotypes carry, half of what the network adds counts; of one that n carry, n / (n + this). The
     * rarer an allele, the less do training and {@link NetworkTrial} tell of it.
     */
    private static final float FEW_CARRIERS = 2;

    private final InferenceNetwork network;
    private final NetworkShare share;
    private final ModelConfig config;
    private final TypedBatch typed;
    private final SiteBatch batch;

    /** @param share of what the network adds to copying counts */
    NetworkImputer(InferenceNetwork network, NetworkShare share) {
        this.network = network;
        this.share = share;
        this.config = network.manifest().model();
        this.typed = TargetTokens.batch(config);
        this.batch = new SiteBatch(config, SiteBatch.Mixing.BY_CALLER, 2 * MOST_ROWS);
    }

    @Override
    public void impute(Batch targets, int from, int to, Dosages out) {
        try (InferenceSession session = network.session()) {
            for (int target = from; target < to; target++) imputeOne(session, targets, target, out);
        }
    }

    private void imputeOne(InferenceSession session, Batch targets, int target, Dosages out) {
        RetrievedSample found = targets.query().retrieveSample(target);
        CopyingImputer.write(found, target, out);
        float counts = share.of(targets.targets(), target);
        int visible = targets.visible(target);
        OpenRows open = OpenRows.of(found, config.scales(), counts, visible);
        if (open.count() > 0) {
            SiteBatch.Target sites = new SiteBatch.Target(
                    targets.panel(),
                    targets.clustering().orElseThrow().forTarget(target),
                    found.haplotypes(),
                    PhaseDoubt.of(found));
            predict(session, found, sites, open, target, out);
            mixWithCopying(found, open, counts, visible, target, out);
        }
        ChosenPhase.write(found, targets.targets(), targets.panel().panel(), target, out);
        out.phase().ifPresent(phase -> phase.write(found, targets.targets(), target));
    }

    private void predict(
            InferenceSession session,
            RetrievedSample found,
            SiteBatch.Target sites,
            OpenRows open,
            int target,
            Dosages out) {
        TargetTokens tokens = new TargetTokens(session, typed, config, found.observed(), sites, open);
        PanelMixer[] mixers = new PanelMixer[sites.ploidy()];
        for (int h = 0; h < mixers.length; h++) mixers[h] = tokens.mixer(h);
        for (int from = 0; from < open.count(); from += MOST_ROWS) {
            int to = Math.min(open.count(), from + MOST_ROWS);
            predict(session, found, sites, open, from, to, tokens, mixers, target, out);
        }
    }

    private void predict(
            InferenceSession session,
            RetrievedSample found,
            SiteBatch.Target sites,
            OpenRows open,
            int from,
            int to,
            TargetTokens tokens,
            PanelMixer[] mixers,
            int target,
            Dosages out) {
        TypedPanel panel = sites.panel();
        Anchors anchors = sites.hap(0).anchors();
        batch.clear();
        int interval = panel.intervalOfRow(open.rows()[from]);
        for (int i = from; i < to; i++) {
            int row = open.rows()[i];
            while (panel.intervalStart(interval + 1) <= row) interval++;
            int left = anchors.left(interval);
            for (int h = 0; h < sites.ploidy(); h++) {
                if (!open.open()[h][i]) continue;
                batch.add(sites, row, interval, h, tokens.number(h, left), tokens.windowFrom(left));
                batch.mix(mixers[h], row, interval);
            }
        }
        float[][] odds = odds(sites, open, from, to, session.odds(batch));
        if (sites.ploidy() == 1) write(open, from, odds[0], target, out);
        else write(found, open, from, odds, session.genotypes(odds[0], odds[1]), target, out);
    }

    /** (haplotypes, rows) log odds: predicted ones, in order, where a haplotype is open; the copying model's elsewhere. */
    private float[][] odds(SiteBatch.Target sites, OpenRows open, int from, int to, float[] predicted) {
        float[][] odds = new float[sites.ploidy()][to - from];
        int next = 0;
        for (int i = 0; i < to - from; i++) {
            for (int h = 0; h < sites.ploidy(); h++) {
                odds[h][i] = open.open()[h][from + i]
                        ? predicted[next++]
                        : Settled.logOdds(sites.hap(h).copying(), open.rows()[from + i], config.scales());
            }
        }
        return odds;
    }

    private static void write(OpenRows open, int from, float[] odds, int target, Dosages out) {
        for (int i = 0; i < odds.length; i++) out.set(open.rows()[from + i], target, probability(odds[i]));
    }

    private static void write(
            RetrievedSample found, OpenRows open, int from, float[][] odds, float[] gt, int target, Dosages out) {
        for (int i = 0; i < odds[0].length; i++) {
            int row = open.rows()[from + i];
            float covariance = found.covariance(row);
            Joint.write(probability(odds[0][i]), probability(odds[1][i]), covariance, gt, 3 * i, row, target, out);
        }
    }

    /** A mixture of two distributions of the alleles on both haplotypes. */
    private static void mixWithCopying(
            RetrievedSample found, OpenRows open, float share, int visible, int target, Dosages out) {
        RetrievedHaplotype first = found.haplotypes().get(0);
        for (int row : open.rows()) {
            float weight = share * told(first.frequency()[row], visible);
            float c1 = first.middleCopying(row);
            float p1 = c1 + weight * (out.alt(row, target, 0) - c1);
            if (found.haplotypes().size() == 1) {
                out.set(row, target, p1);
                continue;
            }
            float c2 = found.haplotypes().get(1).middleCopying(row);
            float p2 = c2 + weight * (out.alt(row, target, 1) - c2);
            float both = Joint.both(c1, c2, found.covariance(row));
            out.set(row, target, p1, p2, both + weight * (out.both(row, target) - both));
        }
    }

    /**
     * How much of what the network adds counts for an allele.
     *
     * @param frequency of the allele among the panel haplotypes that the target may see
     * @param visible how many these are
     */
    static float told(float frequency, int visible) {
        float carriers = Math.min(frequency, 1 - frequency) * visible;
        return carriers / (carriers + FEW_CARRIERS);
    }

    private static float probability(float logOdds) {
        return (float) (1 / (1 + Math.exp(-logOdds)));
    }
}
