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
import java.util.Optional;
import java.util.OptionalDouble;
import org.haprag.loss.LossInputs.HapPair;
import org.haprag.loss.LossInputs.Labels;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.config.TaskWeights;
import org.haprag.loss.criterion.ClassAlpha;
import org.haprag.loss.criterion.Consistency;
import org.haprag.loss.criterion.CrossEntropy;
import org.haprag.loss.criterion.HeadLoss;
import org.haprag.loss.criterion.HiddenSites;
import org.haprag.loss.criterion.Reconstruction;
import org.haprag.loss.criterion.SiteLoss;
import org.haprag.loss.criterion.SiteWeights;
import org.haprag.loss.weighting.GradientSurgery;
import org.haprag.loss.weighting.GradientWeighting;
import org.haprag.loss.weighting.LossWeighting;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskWeighting;
import org.haprag.model.NetworkOutputs;
import org.haprag.model.Scalar;

/**
 * The loss of a run: every task that its configuration gives weight, and their weighted total. Holds what a run learns about
 * its losses (class counts, histories and learned weights of schemes): one instance a run, used by one thread.
 *
 * <p>Per step: {@link #compute}, then by the kind of {@link #weighting()} either backward of {@code total}, or
 * {@link LossParts#gradients} and with its result {@link GradientWeighting#weights} + backward of
 * {@link LossParts#totalWith}, or {@link GradientSurgery#combine}.
 */
public final class TrainingLoss {
    private final LossConfig config;
    private final Map<Task, Double> baseWeights;
    private final HeadLoss hap;
    private final HeadLoss gt;
    private final Optional<AuxiliaryLoss> auxiliary;
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
        this.hap = config.hap().loss(HeadLoss.HAP_CLASSES);
        this.gt = config.gt().loss(HeadLoss.GT_CLASSES);
        this.auxiliary = config.auxiliary().head().map(head -> new AuxiliaryLoss(head, config.reduction()));
        this.weighting = config.weighting().scheme(tasks(), seed);
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
        return hap.siteLoss().map(loss -> loss.gamma(epoch)).orElse(OptionalDouble.empty());
    }

    /**
     * The losses of a training batch; class counts and loss-based weights take note of it.
     *
     * @param manager of this step: owns what is returned (intermediate arrays belong to the inputs' managers)
     * @param epoch 0-based
     * @throws IllegalArgumentException if an input that the configuration needs is missing, or a hidden label is no class
     */
    public LossParts compute(NDManager manager, LossInputs in, int epoch) {
        Labels labels = in.labels();
        requireLabels("hap1Label", labels.hap1(), HeadLoss.HAP_CLASSES, in.mask());
        requireLabels("hap2Label", labels.hap2(), HeadLoss.HAP_CLASSES, in.mask());
        if (baseWeights.containsKey(Task.GT)) requireLabels("gtLabel", labels.gt(), HeadLoss.GT_CLASSES, in.mask());
        observeClasses(in);
        LossParts parts = evaluate(manager, in, epoch);
        if (weighting instanceof LossWeighting byLoss && parts.hiddenSites() > 0) byLoss.observe(parts.baseWeighted());
        return parts;
    }

    /** As {@link #compute}, for validation: nothing takes note, labels are not checked. */
    public LossParts evaluate(NDManager manager, LossInputs in, int epoch) {
        HiddenSites hidden = HiddenSites.of(in.mask());
        SiteWeights weights = config.mafWeight().weights(in.maf(), hidden);
        Map<Task, NDArray> losses = new EnumMap<>(Task.class);
        double share = Double.NaN;
        for (Task task : tasks()) {
            if (task == Task.CONSISTENCY) {
                Consistency.Outcome outcome = auxiliary.orElseThrow().againstMain(in, hidden);
                losses.put(task, outcome.loss());
                share = outcome.share();
            } else {
                losses.put(task, loss(task, in, hidden, weights, epoch));
            }
        }
        return assemble(manager, losses, share, hidden);
    }

    private NDArray loss(Task task, LossInputs in, HiddenSites hidden, SiteWeights weights, int epoch) {
        NetworkOutputs out = in.outputs();
        TaskWeights tasks = config.tasks().weights();
        return switch (task) {
            case HAP1, HAP2, GT -> {
                NDArray mean = criterion(task).mean(logits(task, in), labels(task, in), hidden, weights, epoch);
                yield hidden.reduce(mean, config.reduction());
            }
            case RECON1 -> Reconstruction.mse(out.hap1After(), reconstructed(in).hap1(), hidden);
            case RECON2 -> Reconstruction.mse(out.hap2After(), reconstructed(in).hap2(), hidden);
            case INFO_NCE -> tasks.contrast().orElseThrow().loss().loss(out.hap1After(), out.hap2After(), hidden);
            case AUX -> auxiliary.orElseThrow().againstTruth(in, hidden, weights, epoch);
            case DISTILL -> auxiliary.orElseThrow().againstTeacher(in, hidden);
            case CONSISTENCY -> throw new IllegalStateException("computed together with its share");
        };
    }

    private HeadLoss criterion(Task task) {
        return task == Task.GT ? gt : hap;
    }

    private static NDArray logits(Task task, LossInputs in) {
        NetworkOutputs out = in.outputs();
        return task == Task.GT ? out.gt() : task == Task.HAP1 ? out.hap1() : out.hap2();
    }

    private static NDArray labels(Task task, LossInputs in) {
        Labels labels = in.labels();
        return task == Task.GT ? labels.gt() : task == Task.HAP1 ? labels.hap1() : labels.hap2();
    }

    private HapPair reconstructed(LossInputs in) {
        if (config.needsTrueEmbeddings()) return need("truth", in.truth());
        return new HapPair(in.outputs().hap1Before(), in.outputs().hap2Before());
    }

    private LossParts assemble(NDManager manager, Map<Task, NDArray> losses, double share, HiddenSites hidden) {
        Map<Task, Double> values = new EnumMap<>(Task.class);
        losses.forEach((task, loss) -> {
            loss.attach(manager);
            values.put(task, (double) loss.getFloat());
        });
        Map<Task, Double> base = config.tasks().inForce(baseWeights, values);
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
        if (task != Task.GT && !task.isMain()) throw new IllegalArgumentException(task + " has no loss at a site");
        NDArray labels = labels(task, in);
        try (NDManager scratch = manager.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray leaf = logits(task, in).stopGradient().duplicate();
            leaf.attach(scratch);
            leaf.setRequiresGradient(true);
            HiddenSites hidden = HiddenSites.of(in.mask());
            SiteWeights weights = config.mafWeight().weights(in.maf(), hidden);
            NDArray perSite = criterion(task).perSite(leaf, labels, weights, epoch);
            collector.backward(criterion(task).mean(leaf, labels, hidden, weights, epoch));
            NDArray gradient = leaf.getGradient().abs().sum(new int[] {2}).mul(in.mask());
            NDArray loss = Scalar.over(perSite.stopGradient().mul(in.mask()), Math.max(hidden.count(), 1));
            NDArray pt = new CrossEntropy()
                    .perSite(leaf.stopGradient(), labels, epoch)
                    .neg()
                    .exp();
            for (NDArray kept : List.of(gradient, loss, pt)) kept.attach(manager);
            return new SiteDetail(pt, loss, gradient);
        }
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
        hap.siteLoss().flatMap(SiteLoss::adaptiveAlpha).ifPresent(a -> counted.put("hapClasses", a));
        gt.siteLoss().flatMap(SiteLoss::adaptiveAlpha).ifPresent(a -> counted.put("gtClasses", a));
        auxiliary.flatMap(AuxiliaryLoss::adaptiveAlpha).ifPresent(a -> counted.put("auxiliaryClasses", a));
        return counted;
    }

    private void observeClasses(LossInputs in) {
        counted().forEach((name, alpha) -> {
            if (name.equals("gtClasses")) {
                alpha.observe(in.labels().gt(), in.mask());
            } else {
                alpha.observe(in.labels().hap1(), in.mask());
                alpha.observe(in.labels().hap2(), in.mask());
            }
        });
    }

    private static void requireLabels(String name, NDArray labels, int classes, NDArray mask) {
        NDArray codes = labels.toType(DataType.FLOAT32, false);
        NDArray known = codes.zerosLike();
        for (int k = 0; k < classes; k++) known = known.add(codes.eq(k).toType(DataType.FLOAT32, false));
        float wrong = known.neg().add(1).mul(mask).sum().getFloat();
        if (wrong > 0)
            throw new IllegalArgumentException(name + " of " + (long) wrong + " hidden sites is none of 0.."
                    + (classes - 1) + ": a site without a known allele must have mask 0");
    }

    /** An input that the configuration asks for. */
    static <T> T need(String name, Optional<T> input) {
        return input.orElseThrow(() -> new IllegalArgumentException("the loss configuration needs input " + name));
    }
}
