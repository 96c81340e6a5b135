package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.haprag.loss.LossInputs.Auxiliary;
import org.haprag.loss.LossInputs.HapPair;
import org.haprag.loss.config.AuxiliaryConfig;
import org.haprag.loss.criterion.ClassAlpha;
import org.haprag.loss.criterion.Consistency;
import org.haprag.loss.criterion.Distillation;
import org.haprag.loss.criterion.HeadLoss;
import org.haprag.loss.criterion.HiddenSites;
import org.haprag.loss.criterion.Reduction;
import org.haprag.loss.criterion.SiteLoss;
import org.haprag.loss.criterion.SiteWeights;
import org.haprag.model.NetworkOutputs;
import org.haprag.model.Scalar;

/** The losses of the auxiliary head, float32 scalars: each is the mean of both haplotypes' means (or sums) over hidden sites. */
final class AuxiliaryLoss {
    private final AuxiliaryConfig.Head config;
    private final Reduction reduction;
    private final HeadLoss criterion;

    AuxiliaryLoss(AuxiliaryConfig.Head config, Reduction reduction) {
        this.config = config;
        this.reduction = reduction;
        this.criterion = config.criterion().loss(HeadLoss.HAP_CLASSES);
    }

    Optional<ClassAlpha.Adaptive> adaptiveAlpha() {
        return criterion.siteLoss().flatMap(SiteLoss::adaptiveAlpha);
    }

    /** The head against the truth. */
    NDArray againstTruth(LossInputs in, HiddenSites hidden, SiteWeights weights, int epoch) {
        HapPair head = head(in).logits();
        NDArray first = criterion.mean(head.hap1(), in.labels().hap1(), hidden, weights, epoch);
        NDArray second = criterion.mean(head.hap2(), in.labels().hap2(), hidden, weights, epoch);
        return Scalar.over(hidden.reduce(first, reduction).add(hidden.reduce(second, reduction)), 2);
    }

    /** The head against the EMA teacher. */
    NDArray againstTeacher(LossInputs in, HiddenSites hidden) {
        Distillation distillation = config.teacher().orElseThrow().distillation();
        HapPair head = head(in).logits();
        HapPair teacher = TrainingLoss.need("teacher", head(in).teacher());
        NDArray both = distillation
                .perSite(head.hap1(), teacher.hap1())
                .add(distillation.perSite(head.hap2(), teacher.hap2()));
        return hidden.reduce(Scalar.over(hidden.mean(both), 2), reduction);
    }

    /** The head against the main heads where both are confident. */
    Consistency.Outcome againstMain(LossInputs in, HiddenSites hidden) {
        Consistency rule = config.agreement().orElseThrow().consistency();
        NetworkOutputs main = in.outputs();
        HapPair head = head(in).logits();
        Consistency.Outcome first = rule.of(main.hap1(), head.hap1(), hidden);
        Consistency.Outcome second = rule.of(main.hap2(), head.hap2(), hidden);
        NDArray mean = Scalar.over(first.loss().add(second.loss()), 2);
        return new Consistency.Outcome(hidden.reduce(mean, reduction), (first.share() + second.share()) / 2);
    }

    private static Auxiliary head(LossInputs in) {
        return TrainingLoss.need("auxiliary", in.auxiliary());
    }
}
