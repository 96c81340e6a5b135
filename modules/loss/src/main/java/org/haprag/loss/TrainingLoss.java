package org.haprag.loss;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.haprag.loss.LossInputs.HapPair;
import org.haprag.model.Scalar;

/**
 * The loss of a run: every task that its configuration gives weight, and their weighted total. Holds what a run learns about
 * its losses (class counts, histories and learned weights of schemes): one instance a run, used by one thread.
 *
 * <p>Per step: {@link #compute}, then by the kind of {@link #weighting()} either backward of {@code total}, or
 * {@link TaskGradients#of} and with its result {@link GradientWeighting#weights} + backward of
 * {@link LossParts#totalWith}, or {@link GradientSurgery#combine}.
 */
public final class TrainingLoss {
    private final LossConfig config;
    private final Map<Task, Double> baseWeights;
    private final TaskCriterion hap;
    private final TaskCriterion gt;
    private final TaskCriterion auxiliary;
    private final TaskWeighting weighting;

    /**
     * @param config resolved: not {@code scenario: auto}
     * @param seed of what is random in a weighting scheme
     */
    public TrainingLoss(LossConfig config, long seed) {
        config.validate();
        if (config.scenario() == LossConfig.Scenario.AUTO)
            throw new IllegalArgumentException("scenario auto must be resolved with the panel's MAFs first");
        this.config = config;
        this.baseWeights = config.taskWeights();
        this.hap = TaskCriterion.of(config.hap(), LossConfig.HAP_CLASSES);
        this.gt = TaskCriterion.of(config.gt(), LossConfig.GT_CLASSES);
        CriterionConfig aux = config.auxiliary().criterion();
        this.auxiliary = aux == null ? null : TaskCriterion.of(aux, LossConfig.HAP_CLASSES);
        this.weighting = TaskWeighting.of(config.weighting(), tasks(), seed);
    }

    /** The tasks that weigh anything, in the order of all arrays. */
    public List<Task> tasks() {
        return List.copyOf(baseWeights.keySet());
    }

    public TaskWeighting weighting() {
        return weighting;
    }

    /** Gamma of the haplotype heads' loss in an epoch, 0 for cross-entropy; empty where that loss has no single gamma. */
    public OptionalDouble hapGamma(int epoch) {
        return hap.gamma(epoch);
    }

    /**
     * The losses of a training batch; class counts and loss-based weights take note of it.
     *
     * @param manager of this step: owns what is returned (intermediate arrays belong to the inputs' managers)
     * @param epoch 0-based
     * @throws IllegalArgumentException if an input that the configuration needs is missing, or a hidden label is no class
     */
    public LossParts compute(NDManager manager, LossInputs in, int epoch) {
        requireLabels("hap1Label", in.hap1Label(), LossConfig.HAP_CLASSES, in.mask());
        requireLabels("hap2Label", in.hap2Label(), LossConfig.HAP_CLASSES, in.mask());
        if (baseWeights.containsKey(Task.GT)) requireLabels("gtLabel", in.gtLabel(), LossConfig.GT_CLASSES, in.mask());
        observeClasses(in);
        LossParts parts = evaluate(manager, in, epoch);
        if (weighting instanceof LossWeighting byLoss && parts.hiddenSites() > 0) byLoss.observe(parts.baseWeighted());
        return parts;
    }

    /** As {@link #compute}, for validation: nothing takes note, labels are not checked. */
    public LossParts evaluate(NDManager manager, LossInputs in, int epoch) {
        HiddenSites hidden = HiddenSites.of(in.mask());
        NDArray mafWeight = config.mafWeight().weights(in.maf(), hidden);
        Map<Task, NDArray> losses = new EnumMap<>(Task.class);
        double share = Double.NaN;
        for (Task task : tasks()) {
            if (task == Task.CONSISTENCY) {
                Consistency.Outcome outcome = consistency(in, hidden);
                losses.put(task, outcome.loss());
                share = outcome.share();
            } else {
                losses.put(task, loss(task, in, hidden, mafWeight, epoch));
            }
        }
        return assemble(manager, losses, share, hidden);
    }

    private NDArray loss(Task task, LossInputs in, HiddenSites hidden, NDArray mafWeight, int epoch) {
        Reduction reduction = config.reduction();
        return switch (task) {
            case HAP1 -> hap.loss(in.hap1(), in.hap1Label(), hidden, mafWeight, epoch, reduction);
            case HAP2 -> hap.loss(in.hap2(), in.hap2Label(), hidden, mafWeight, epoch, reduction);
            case GT -> gt.loss(need("gt", in.gt()), need("gtLabel", in.gtLabel()), hidden, mafWeight, epoch, reduction);
            case RECON1 ->
                Reconstruction.mse(
                        need("after", in.after()).hap1(), reconstructed(in).hap1(), hidden);
            case RECON2 ->
                Reconstruction.mse(
                        need("after", in.after()).hap2(), reconstructed(in).hap2(), hidden);
            case INFO_NCE ->
                new InfoNce(config.tasks().temperature())
                        .loss(need("after", in.after()).hap1(), in.after().hap2(), hidden);
            case AUX -> {
                HapPair aux = need("auxiliary", in.auxiliary());
                NDArray first = auxiliary.loss(aux.hap1(), in.hap1Label(), hidden, mafWeight, epoch, reduction);
                NDArray second = auxiliary.loss(aux.hap2(), in.hap2Label(), hidden, mafWeight, epoch, reduction);
                yield Scalar.over(first.add(second), 2);
            }
            case DISTILL -> {
                Distillation distillation = new Distillation(config.auxiliary().temperature());
                HapPair aux = need("auxiliary", in.auxiliary());
                HapPair teacher = need("teacher", in.teacher());
                NDArray both = distillation
                        .perSite(aux.hap1(), teacher.hap1())
                        .add(distillation.perSite(aux.hap2(), teacher.hap2()));
                yield hidden.reduce(Scalar.over(hidden.mean(both), 2), reduction);
            }
            case CONSISTENCY -> throw new IllegalStateException("computed together with its share");
        };
    }

    private Consistency.Outcome consistency(LossInputs in, HiddenSites hidden) {
        Consistency rule = new Consistency(
                config.auxiliary().confidence(), config.auxiliary().bidirectional());
        HapPair aux = need("auxiliary", in.auxiliary());
        Consistency.Outcome first = rule.of(in.hap1(), aux.hap1(), hidden);
        Consistency.Outcome second = rule.of(in.hap2(), aux.hap2(), hidden);
        NDArray mean = Scalar.over(first.loss().add(second.loss()), 2);
        return new Consistency.Outcome(hidden.reduce(mean, config.reduction()), (first.share() + second.share()) / 2);
    }

    private HapPair reconstructed(LossInputs in) {
        return config.tasks().target() == TasksConfig.Target.TRUTH
                ? need("truth", in.truth())
                : need("before", in.before());
    }

    private LossParts assemble(NDManager manager, Map<Task, NDArray> losses, double share, HiddenSites hidden) {
        Map<Task, Double> values = new EnumMap<>(Task.class);
        losses.forEach((task, loss) -> {
            loss.attach(manager);
            values.put(task, (double) loss.getFloat());
        });
        Map<Task, Double> base = ReconstructionSwitch.weights(config.tasks(), baseWeights, values);
        Map<Task, Double> weights = new EnumMap<>(base);
        double offset = 0;
        if (weighting instanceof LossWeighting byLoss) {
            double[] factors = byLoss.weights();
            int i = 0;
            for (Map.Entry<Task, Double> e : weights.entrySet()) e.setValue(e.getValue() * factors[i++]);
            offset = byLoss.offset();
        }
        NDArray total = null;
        for (Map.Entry<Task, NDArray> e : losses.entrySet()) {
            NDArray part = Scalar.times(e.getValue(), weights.get(e.getKey()));
            total = total == null ? part : total.add(part);
        }
        total.attach(manager);
        return new LossParts(losses, values, base, weights, total, offset, share, Math.round(hidden.count()));
    }

    /**
     * One head's loss site by site. Opens a gradient collector of its own: none may be open.
     *
     * @param manager owns what is returned
     * @param task hap1, hap2 or gt
     */
    public SiteDetail detail(NDManager manager, LossInputs in, Task task, int epoch) {
        boolean genotype = task == Task.GT;
        if (!genotype && !task.isMain()) throw new IllegalArgumentException(task + " has no loss at a site");
        NDArray logits = genotype ? in.gt() : task == Task.HAP1 ? in.hap1() : in.hap2();
        NDArray labels = genotype ? in.gtLabel() : task == Task.HAP1 ? in.hap1Label() : in.hap2Label();
        TaskCriterion criterion = genotype ? gt : hap;
        try (NDManager scratch = manager.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray leaf = logits.stopGradient().duplicate();
            leaf.attach(scratch);
            leaf.setRequiresGradient(true);
            HiddenSites hidden = HiddenSites.of(in.mask());
            NDArray mafWeight = config.mafWeight().weights(in.maf(), hidden);
            NDArray perSite = criterion.perSite(leaf, labels, mafWeight, epoch);
            NDArray mean = criterion.loss(leaf, labels, hidden, mafWeight, epoch, Reduction.MEAN);
            collector.backward(mean);
            NDArray gradient = leaf.getGradient().abs().sum(new int[] {2}).mul(in.mask());
            NDArray loss = Scalar.over(perSite.stopGradient().mul(in.mask()), Math.max(hidden.count(), 1));
            NDArray pt = targetProbability(leaf, labels);
            for (NDArray kept : List.of(gradient, loss, pt)) kept.attach(manager);
            return new SiteDetail(pt, loss, gradient);
        }
    }

    /**
     * p_t, detached.
     *
     * @param logits float32 (B, L, K)
     * @param labels float32 or int64 (B, L)
     * @return float32 (B, L), probability of the true class; 1 where the label is no class
     */
    public static NDArray targetProbability(NDArray logits, NDArray labels) {
        return TrueClass.of(logits.stopGradient(), labels).pt();
    }

    /** What must be kept to continue a run. */
    public Map<String, double[]> state() {
        Map<String, double[]> state = new LinkedHashMap<>();
        state.put("weighting", weighting.state());
        counted().forEach((name, alpha) -> state.put(name, alpha.counts()));
        return state;
    }

    /**
     * Continues a run.
     *
     * @param state as {@link #state()} gave it
     */
    public void restore(Map<String, double[]> state) {
        weighting.restore(state.get("weighting"));
        counted().forEach((name, alpha) -> alpha.restore(state.get(name)));
    }

    private Map<String, ClassAlpha.Adaptive> counted() {
        Map<String, ClassAlpha.Adaptive> counted = new LinkedHashMap<>();
        hap.adaptiveAlpha().ifPresent(a -> counted.put("hapClasses", a));
        gt.adaptiveAlpha().ifPresent(a -> counted.put("gtClasses", a));
        if (auxiliary != null) auxiliary.adaptiveAlpha().ifPresent(a -> counted.put("auxiliaryClasses", a));
        return counted;
    }

    private void observeClasses(LossInputs in) {
        counted().forEach((name, alpha) -> {
            if (name.equals("gtClasses")) {
                alpha.observe(in.gtLabel(), in.mask());
            } else {
                alpha.observe(in.hap1Label(), in.mask());
                alpha.observe(in.hap2Label(), in.mask());
            }
        });
    }

    private static void requireLabels(String name, NDArray labels, int classes, NDArray mask) {
        NDArray codes = need(name, labels).toType(DataType.FLOAT32, false);
        NDArray known = codes.zerosLike();
        for (int k = 0; k < classes; k++) known = known.add(codes.eq(k).toType(DataType.FLOAT32, false));
        float wrong = known.neg().add(1).mul(mask).sum().getFloat();
        if (wrong > 0)
            throw new IllegalArgumentException(name + " of " + (long) wrong + " hidden sites is none of 0.."
                    + (classes - 1) + ": a site without a known allele must have mask 0");
    }

    private static <T> T need(String name, T input) {
        if (input == null) throw new IllegalArgumentException("the loss configuration needs input " + name);
        return input;
    }
}
