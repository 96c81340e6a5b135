package org.haprag.training;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.haprag.loss.LossInputs;
import org.haprag.loss.SiteDetail;
import org.haprag.loss.TrainingLoss;
import org.haprag.loss.weighting.Task;
import org.haprag.metrics.MafBins;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.Scores;
import org.haprag.training.monitor.Accuracy;
import org.haprag.training.monitor.DataUse;
import org.haprag.training.monitor.Difficulty;
import org.haprag.training.monitor.GroupShare;
import org.haprag.training.monitor.GroupTally;
import org.haprag.training.monitor.Spread;

/** What one validation shows beside its score: accuracy, and where loss and gradient of the haplotype heads come from. */
final class ValidationWatch {
    private static final List<Task> HEADS = List.of(Task.HAP1, Task.HAP2);

    /** Which sites' genotypes are called. */
    enum Part {
        /** Validation samples. */
        VALIDATION,
        /** Validation samples of the largest region, at the typed sites that the training samples have too. */
        COMPARABLE,
        /** Training samples. */
        TRAINING
    }

    private final MafStratifiedScores validation = new MafStratifiedScores(1);
    private final MafStratifiedScores comparable = new MafStratifiedScores(1);
    private final MafStratifiedScores training = new MafStratifiedScores(1);
    private final GroupTally byMaf = new GroupTally(
            IntStream.range(0, MafBins.count()).mapToObj(MafBins::label).toList());
    private final GroupTally byDifficulty = new GroupTally(Difficulty.labels());
    private final DataUse use = new DataUse();
    private final Spread focus = new Spread();

    /**
     * Takes note of genotypes.
     *
     * @param p1 (B, L, 2) probabilities of the first haplotype
     * @param p2 (B, L, 2) of the second
     */
    void calls(Part part, TrainingBatch batch, float[] p1, float[] p2) {
        float[] dosage = new float[1];
        float[] posteriors = new float[3];
        byte[] truth = new byte[1];
        for (int i = 0; i < batch.mask().length; i++) {
            if (batch.mask()[i] == 0) continue;
            float a = p1[2 * i + 1];
            float b = p2[2 * i + 1];
            dosage[0] = a + b;
            posteriors[0] = (1 - a) * (1 - b);
            posteriors[1] = a * (1 - b) + b * (1 - a);
            posteriors[2] = a * b;
            truth[0] = (byte) (batch.alt1()[i] + batch.alt2()[i]);
            double maf = batch.maf()[i];
            if (part == Part.TRAINING) {
                training.add(maf, dosage, posteriors, truth);
                continue;
            }
            validation.add(maf, dosage, posteriors, truth);
            if (part == Part.COMPARABLE) comparable.add(maf, dosage, posteriors, truth);
        }
    }

    /** Takes note of loss and gradient, site by site. No gradient collector may be open. */
    void sites(NDManager manager, TrainingBatch batch, LossInputs in, TrainingLoss loss, int epoch) {
        OptionalDouble gamma = loss.hapGamma(epoch);
        for (Task head : HEADS) {
            SiteDetail detail = loss.detail(manager, in, head, epoch);
            float[] pt = detail.pt().toFloatArray();
            float[] siteLoss = detail.loss().toFloatArray();
            float[] gradient = detail.gradient().toFloatArray();
            for (int i = 0; i < pt.length; i++) {
                if (batch.mask()[i] == 0) continue;
                byMaf.add(MafBins.of(batch.maf()[i]), siteLoss[i], gradient[i]);
                byDifficulty.add(Difficulty.of(pt[i]), siteLoss[i], gradient[i]);
                use.add(gradient[i]);
                if (gamma.isPresent()) focus.add(Math.pow(Math.max(0, 1 - pt[i]), gamma.getAsDouble()));
            }
        }
    }

    Accuracy accuracy(MafStratum stratum) {
        Scores scores = validation.scores(stratum);
        return new Accuracy(
                scores.value(Metric.F1_MACRO),
                scores.value(Metric.F1_ALT),
                scores.value(Metric.R2),
                scores.value(Metric.ECE));
    }

    double comparableF1() {
        return comparable.scores(MafStratum.ALL).value(Metric.F1_MACRO);
    }

    double trainingF1() {
        return training.scores(MafStratum.ALL).value(Metric.F1_MACRO);
    }

    List<GroupShare> byMaf() {
        return byMaf.shares();
    }

    List<GroupShare> byDifficulty() {
        return byDifficulty.shares();
    }

    /** The share of the sites that carries a portion of the gradient. */
    double dataUse(double portion) {
        return use.share(portion);
    }

    /** Mean of (1 - p_t)^gamma; NaN where the loss has no single gamma. */
    double meanFocus() {
        return focus.mean();
    }
}
