package org.haprag.imputation;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.haprag.model.HapRagModel;
import org.haprag.model.HapRagNetwork;
import org.haprag.model.ModelConfig;
import org.haprag.model.NetworkOutputs;
import org.haprag.model.PanelMixer;
import org.haprag.model.Settled;
import org.haprag.model.SiteBatch;
import org.haprag.model.TypedBatch;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TypedPanel;

/**
 * Retrieval, network, probabilities. Native memory is bounded: typed sites go to the engine {@link #MOST_TOKENS} at a time
 * and predicted rows {@link #MOST_ROWS} at a time, each in a manager of its own.
 */
final class NetworkImputer implements TargetImputer {
    private static final int MOST_TOKENS = 4096;
    private static final int MOST_ROWS = 8192;

    private final HapRagModel model;
    private final HapRagNetwork network;
    private final ModelConfig config;

    NetworkImputer(HapRagModel model) {
        this.model = model;
        this.network = model.network();
        this.config = network.config();
    }

    @Override
    public void impute(Window window, int from, int to, Dosages out) {
        for (int target = from; target < to; target++) imputeOne(window, target, out);
    }

    private void imputeOne(Window window, int target, Dosages out) {
        RetrievedHaplotype h1 = window.query().retrieve(2 * target);
        RetrievedHaplotype h2 = window.query().retrieve(2 * target + 1);
        SiteBatch.Target sites = new SiteBatch.Target(
                window.panel(), window.clustering(), window.own().index(target), h1, h2);
        int[] open = settle(window, sites, target, out);
        if (open.length == 0) return;
        try (NDManager manager = model.manager().newSubManager()) {
            Tokens tokens = encode(window, target, sites, Cores.of(window.panel(), open), manager);
            float[] mix1 = mix(window.panel(), h1, tokens.weights1(), tokens.cores());
            float[] mix2 = mix(window.panel(), h2, tokens.weights2(), tokens.cores());
            SiteBatch batch = new SiteBatch(config, SiteBatch.Mixing.BY_CALLER, Math.min(MOST_ROWS, open.length));
            for (int done = 0; done < open.length; done += MOST_ROWS) {
                int end = Math.min(open.length, done + MOST_ROWS);
                predict(window.panel(), sites, tokens, mix1, mix2, open, done, end, batch, target, out);
            }
        }
    }

    private float[] mix(TypedPanel panel, RetrievedHaplotype retrieved, float[] weights, Cores cores) {
        if (config.neighbours() == 0) return new float[panel.panel().alleleRowCount() * config.fusionHeads()];
        return PanelMixer.mix(panel, retrieved, weights, cores.index(), config.neighbours(), config.fusionHeads());
    }

    /** Writes the settled rows; returns the others. */
    private int[] settle(Window window, SiteBatch.Target sites, int target, Dosages out) {
        int[] open = new int[out.rowCount()];
        int n = 0;
        float[] c1 = sites.hap1().copying();
        float[] c2 = sites.hap2().copying();
        int scales = config.scales();
        for (int row = 0; row < open.length; row++) {
            if (Settled.at(c1, row, scales) && Settled.at(c2, row, scales)) {
                float p1 = Settled.probability(c1, row, scales);
                float p2 = Settled.probability(c2, row, scales);
                out.set(row, target, p1, p2, p1 * p2);
            } else {
                open[n++] = row;
            }
        }
        return Arrays.copyOf(open, n);
    }

    /**
     * Which typed sites are predicted from: those beside an open row.
     *
     * @param needed (T)
     * @param index (T) running number among the needed ones, -1 elsewhere
     * @param count how many are needed
     */
    private record Cores(boolean[] needed, int[] index, int count) {
        static Cores of(TypedPanel panel, int[] openRows) {
            boolean[] needed = new boolean[panel.typedCount()];
            int interval = 0;
            for (int row : openRows) {
                while (panel.intervalStart(interval + 1) <= row) interval++;
                needed[panel.leftTyped(interval)] = true;
                needed[panel.rightTyped(interval)] = true;
            }
            int[] index = new int[needed.length];
            int count = 0;
            for (int t = 0; t < index.length; t++) index[t] = needed[t] ? count++ : -1;
            return new Cores(needed, index, count);
        }

        boolean any(int from, int to) {
            for (int t = from; t < to; t++) if (needed[t]) return true;
            return false;
        }
    }

    /**
     * The encoded typed sites of a target: haplotype 1's core tokens, then haplotype 2's.
     *
     * @param windowFrom for each typed site the first typed site of the window that it was encoded in
     */
    private record Tokens(
            HapRagNetwork.Encoded encoded, Cores cores, float[] weights1, float[] weights2, int[] windowFrom) {}

    private Tokens encode(Window window, int target, SiteBatch.Target sites, Cores cores, NDManager manager) {
        int typed = window.panel().typedCount();
        int[] windowFrom = new int[typed];
        int perBatch = Math.max(1, MOST_TOKENS / config.window());
        NDList tokens = new NDList();
        float[][] weights = new float[2][cores.count() * config.neighbours() * config.fusionHeads()];
        TypedBatch batch = new TypedBatch(config, perBatch, perBatch * config.window());
        for (int h = 0; h < 2; h++) {
            int encoded = 0;
            for (int coreFrom = 0, coreTo; coreFrom < typed; coreFrom = coreTo) {
                int from = Math.max(0, Math.min(coreFrom - config.margin(), typed - config.window()));
                int to = Math.min(typed, from + config.window());
                coreTo = to == typed ? typed : to - config.margin();
                Arrays.fill(windowFrom, coreFrom, coreTo, from);
                if (cores.any(coreFrom, coreTo)) {
                    RetrievedHaplotype retrieved = sites.hap(h);
                    int hap = 2 * target + h;
                    batch.add(window.panel(), window.targets(), hap, retrieved, from, cores.needed(), coreFrom, coreTo);
                }
                if (batch.windowCount() == perBatch || coreTo == typed && batch.windowCount() > 0) {
                    encoded += encodeBatch(batch, weights[h], encoded, manager, tokens);
                    batch.clear();
                }
            }
        }
        HapRagNetwork.Encoded all = new HapRagNetwork.Encoded(NDArrays.concat(tokens, 0), null);
        return new Tokens(all, cores, weights[0], weights[1], windowFrom);
    }

    /** Encodes one batch of windows in memory of its own; keeps the tokens, copies the weights out; returns how many. */
    private int encodeBatch(TypedBatch batch, float[] weights, int done, NDManager keeper, NDList tokens) {
        try (NDManager manager = model.manager().newSubManager()) {
            HapRagNetwork.Encoded part = network.encode(batch.toInputs(manager), false);
            if (part.weights() != null) {
                float[] w = part.weights().toFloatArray();
                System.arraycopy(w, 0, weights, done * config.neighbours() * config.fusionHeads(), w.length);
            }
            part.tokens().attach(keeper);
            tokens.add(part.tokens());
            return (int) part.tokens().getShape().get(0);
        }
    }

    private void predict(
            TypedPanel panel,
            SiteBatch.Target sites,
            Tokens tokens,
            float[] mix1,
            float[] mix2,
            int[] open,
            int from,
            int to,
            SiteBatch batch,
            int target,
            Dosages out) {
        batch.clear();
        int interval = panel.intervalOfRow(open[from]);
        for (int i = from; i < to; i++) {
            while (panel.intervalStart(interval + 1) <= open[i]) interval++;
            int left = panel.leftTyped(interval);
            int core = tokens.cores().index()[left];
            batch.add(sites, open[i], interval, core, tokens.cores().count() + core, tokens.windowFrom()[left]);
            batch.mixtures(mix1, mix2, open[i]);
        }
        try (NDManager manager = model.manager().newSubManager()) {
            NetworkOutputs predicted = network.decode(tokens.encoded(), batch.toInputs(manager, 1));
            float[] p1 = predicted.hap1().softmax(-1).toFloatArray();
            float[] p2 = predicted.hap2().softmax(-1).toFloatArray();
            float[] gt = predicted.gt().toFloatArray();
            for (int i = 0; i < to - from; i++) {
                Joint.write(p1[2 * i + 1], p2[2 * i + 1], gt, 4 * i, open[from + i], target, out);
            }
        }
    }
}
