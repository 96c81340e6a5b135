package org.haprag.loss.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.loss.criterion.InfoNce;
import org.haprag.loss.weighting.Task;

/**
 * The base weights of the tasks of the main heads and embeddings.
 *
 * @param hap1 &gt; 0
 * @param hap2 &gt; 0
 * @param gt &gt;= 0
 * @param reconstruction of the embeddings, if there is any
 * @param contrast of a target's two haplotypes, if there is any
 */
public record TaskWeights(
        double hap1, double hap2, double gt, Optional<Reconstructing> reconstruction, Optional<Contrast> contrast) {
    private static final double DEFAULT_TEMPERATURE = .1;

    /**
     * Reconstruction of the embeddings.
     *
     * @param recon1 weight of the first haplotype's, &gt;= 0
     * @param recon2 weight of the second haplotype's; one of both is &gt; 0
     * @param target what is reconstructed
     */
    public record Reconstructing(double recon1, double recon2, Target target) {
        public Reconstructing {
            Range.NOT_NEGATIVE.require("recon1", recon1);
            Range.NOT_NEGATIVE.require("recon2", recon2);
            Range.POSITIVE.require("recon1 + recon2", recon1 + recon2);
        }
    }

    /**
     * InfoNCE.
     *
     * @param weight &gt; 0, {@code infoNce} in YAML
     * @param loss with {@code temperature}
     */
    public record Contrast(double weight, InfoNce loss) {
        public Contrast {
            Range.POSITIVE.require("infoNce", weight);
        }
    }

    public TaskWeights {
        Range.POSITIVE.require("hap1", hap1);
        Range.POSITIVE.require("hap2", hap2);
        Range.NOT_NEGATIVE.require("gt", gt);
    }

    /** The three heads alone. */
    static TaskWeights of(double hap1, double hap2, double gt) {
        return new TaskWeights(hap1, hap2, gt, Optional.empty(), Optional.empty());
    }

    /** With reconstruction of both haplotypes. */
    TaskWeights reconstructing(double weight, Target target) {
        return new TaskWeights(hap1, hap2, gt, Optional.of(new Reconstructing(weight, weight, target)), contrast);
    }

    /** With InfoNCE at its default temperature. */
    TaskWeights contrasting(double weight) {
        Contrast other = new Contrast(weight, new InfoNce(DEFAULT_TEMPERATURE));
        return new TaskWeights(hap1, hap2, gt, reconstruction, Optional.of(other));
    }

    /** Every task's weight, 0 included. */
    private Map<Task, Double> all() {
        Map<Task, Double> all = new EnumMap<>(Task.class);
        all.put(Task.HAP1, hap1);
        all.put(Task.HAP2, hap2);
        all.put(Task.GT, gt);
        all.put(Task.RECON1, reconstruction.map(Reconstructing::recon1).orElse(0.));
        all.put(Task.RECON2, reconstruction.map(Reconstructing::recon2).orElse(0.));
        all.put(Task.INFO_NCE, contrast.map(Contrast::weight).orElse(0.));
        return all;
    }

    /** The tasks that weigh anything. */
    Map<Task, Double> positive() {
        Map<Task, Double> positive = all();
        positive.values().removeIf(weight -> weight == 0);
        return positive;
    }

    static TaskWeights read(Section in, TaskWeights otherwise) {
        Map<Task, Double> given = given(in, otherwise);
        double hap1 = given.get(Task.HAP1);
        double hap2 = given.get(Task.HAP2);
        if (hap1 == 0 || hap2 == 0)
            throw new InputException(
                    in.path(),
                    "the dosages come from both haplotype heads, so both must be trained",
                    "hap1 " + hap1 + ", hap2 " + hap2,
                    "weights > 0",
                    "give both a weight");
        return new TaskWeights(
                hap1,
                hap2,
                given.get(Task.GT),
                readReconstruction(in, given, otherwise),
                readContrast(in, given.get(Task.INFO_NCE)));
    }

    private static Map<Task, Double> given(Section in, TaskWeights otherwise) {
        Map<Task, Double> weights = otherwise.all();
        weights.replaceAll((task, weight) -> in.number(task.key(), weight, Range.NOT_NEGATIVE));
        return weights;
    }

    private static Optional<Reconstructing> readReconstruction(
            Section in, Map<Task, Double> given, TaskWeights otherwise) {
        double recon1 = given.get(Task.RECON1);
        double recon2 = given.get(Task.RECON2);
        if (recon1 == 0 && recon2 == 0) {
            refuseIdle(in, "target", "recon1 or recon2");
            return Optional.empty();
        }
        Target target = otherwise.reconstruction.map(Reconstructing::target).orElse(Target.BEFORE);
        return Optional.of(new Reconstructing(recon1, recon2, in.choice("target", target)));
    }

    private static Optional<Contrast> readContrast(Section in, double weight) {
        if (weight == 0) {
            refuseIdle(in, "temperature", "infoNce");
            return Optional.empty();
        }
        double temperature = in.number("temperature", DEFAULT_TEMPERATURE, Range.POSITIVE);
        return Optional.of(new Contrast(weight, new InfoNce(temperature)));
    }

    private static void refuseIdle(Section in, String name, String needed) {
        in.refuseIdle("the weight of " + needed, "give " + needed + " a weight", name);
    }

    /** These weights, and the temperature of a section; refuses one that gives another weight or target. */
    TaskWeights readFixed(Section in, String kind) {
        Map<Task, Double> fixed = all();
        given(in, this).forEach((task, weight) -> in.refuseOtherThan(fixed.get(task), weight, task.key(), kind));
        reconstruction.ifPresent(r -> in.refuseOtherThan(r.target(), in.choice("target", r.target()), "target", kind));
        return read(in, this);
    }

    /** Writes the weights. */
    Settings write(Settings out) {
        all().forEach((task, weight) -> out.with(task.key(), weight));
        return out;
    }

    /** Writes what some of the tasks need beside their weights. */
    Settings writeDetails(Settings out) {
        reconstruction.ifPresent(r -> out.with("target", r.target()));
        contrast.ifPresent(c -> out.with("temperature", c.loss().temperature()));
        return out;
    }
}
