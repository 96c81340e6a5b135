package org.haprag.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.loss.AuxiliaryHead;
import org.haprag.loss.EmaTeacher;
import org.haprag.loss.LossInputs;
import org.haprag.loss.LossInputs.Auxiliary;
import org.haprag.loss.LossInputs.HapPair;
import org.haprag.loss.LossInputs.Labels;
import org.haprag.loss.config.AuxiliaryConfig;
import org.haprag.loss.config.LossConfig;
import org.haprag.model.HapRagModel;
import org.haprag.model.HapRagNetwork;
import org.haprag.model.NetworkOutputs;
import org.haprag.model.PairedSiteInputs;
import org.haprag.model.Parameters;
import org.haprag.model.TypedInputs;

/**
 * What is trained: the network and, where the loss has one, the auxiliary head. Their weights are one map by name, the
 * network's first. Computes all that the loss needs of a batch, the logits of the EMA teacher (a second network) and the
 * embedding of the true alleles only where the loss asks for them. The weights belong to the model's manager.
 */
final class Trainee {
    private final HapRagNetwork network;
    private final List<Parameters> parts = new ArrayList<>();
    private final Optional<AuxiliaryHead> auxiliary;
    private final Optional<Teacher> teacher;
    private final boolean needsTruth;

    /** A second network, whose weights are the average. */
    private record Teacher(HapRagNetwork network, EmaTeacher average) {
        void takeOver() {
            network.parameters().set(average.weights());
        }
    }

    Trainee(HapRagModel model, LossConfig loss) {
        network = model.network();
        parts.add(network.parameters());
        Optional<AuxiliaryConfig.Head> head = loss.auxiliary().head();
        auxiliary = head.map(h -> auxiliaryHead(model));
        teacher = head.flatMap(AuxiliaryConfig.Head::teacher).map(t -> teacher(model, t.emaDecay()));
        if (teacher.isPresent()) learn(network.parameters().values());
        needsTruth = loss.needsTrueEmbeddings();
    }

    private AuxiliaryHead auxiliaryHead(HapRagModel model) {
        Parameters own = new Parameters(model.manager(), 0);
        AuxiliaryHead head = new AuxiliaryHead(own, network.config().width());
        parts.add(own);
        return head;
    }

    private Teacher teacher(HapRagModel model, double emaDecay) {
        Parameters own = new Parameters(model.manager(), 0);
        return new Teacher(new HapRagNetwork(network.config(), own), new EmaTeacher(emaDecay));
    }

    /** The network's outputs for a batch, beside its labels and what else the loss needs. */
    LossInputs forward(NDManager manager, TrainingBatch batch, boolean training) {
        TypedInputs typed = batch.typed().toInputs(manager);
        PairedSiteInputs sites = batch.sites().toInputs(manager, batch.targets());
        NetworkOutputs out = network.decode(network.encode(typed, training), sites);
        Shape rows = new Shape(batch.targets(), batch.rowsPerTarget());
        Labels labels = new Labels(
                manager.create(batch.alt1(), rows),
                manager.create(batch.alt2(), rows),
                manager.create(batch.genotype(), rows));
        LossInputs in =
                new LossInputs(out, labels, manager.create(batch.mask(), rows), manager.create(batch.maf(), rows));
        if (auxiliary.isPresent()) {
            HapPair logits = auxiliary.get().apply(new HapPair(out.hap1After(), out.hap2After()));
            in = in.with(new Auxiliary(logits, teacher.map(t -> taught(t, typed, sites))));
        }
        return needsTruth ? in.withTruth(truth(sites, labels)) : in;
    }

    /** The teacher's logits: no gradient reaches it, because its weights collect none. */
    private static HapPair taught(Teacher teacher, TypedInputs typed, PairedSiteInputs sites) {
        NetworkOutputs out = teacher.network().decode(teacher.network().encode(typed, false), sites);
        return new HapPair(out.hap1(), out.hap2());
    }

    private HapPair truth(PairedSiteInputs sites, Labels labels) {
        NDArray alleles = labels.hap1().stack(labels.hap2(), 2).toType(DataType.INT64, false); // (B, L, 2)
        NDArray both = network.knownSiteEmbedding(sites, alleles); // (B, L, 2, D)
        return new HapPair(both.get(":, :, 0"), both.get(":, :, 1"));
    }

    /** The weights themselves, in the order of {@link #values}. */
    List<NDArray> arrays() {
        return parts.stream().flatMap(p -> p.arrays().stream()).toList();
    }

    /** The weights that every task has in common: the network's. */
    List<NDArray> sharedArrays() {
        return network.parameters().arrays();
    }

    /** A copy of all weights. */
    Map<String, float[]> values() {
        Map<String, float[]> all = new LinkedHashMap<>();
        parts.forEach(p -> all.putAll(p.values()));
        return all;
    }

    /** Those of all weights' values that are the network's: the auxiliary head is no part of it. */
    Map<String, float[]> ofNetwork(Map<String, float[]> values) {
        return only(network.parameters(), values);
    }

    /** @param values of all weights */
    void set(Map<String, float[]> values) {
        for (Parameters part : parts) part.set(only(part, values));
    }

    void requireGradients() {
        parts.forEach(Parameters::requireGradients);
    }

    /** The gradients of the last backward pass, which are 0 from then on. */
    Map<String, float[]> takeGradients() {
        Map<String, float[]> all = new LinkedHashMap<>();
        for (Parameters part : parts) {
            all.putAll(part.gradients());
            part.clearGradients();
        }
        return all;
    }

    /** Cuts a flat gradient of all weights into one a weight. */
    Map<String, float[]> unflatten(float[] flat) {
        Map<String, float[]> out = new LinkedHashMap<>();
        int at = 0;
        for (Parameters part : parts) {
            for (String name : part.names()) {
                int length = Math.toIntExact(part.shape(name).size());
                out.put(name, java.util.Arrays.copyOfRange(flat, at, at + length));
                at += length;
            }
        }
        return out;
    }

    /** Lets the teacher, if there is one, take a step towards the student's weights. */
    void learn(Map<String, float[]> student) {
        teacher.ifPresent(t -> {
            t.average().update(ofNetwork(student));
            t.takeOver();
        });
    }

    Optional<EmaTeacher> teacher() {
        return teacher.map(Teacher::average);
    }

    /** Goes on with a saved teacher. */
    void restoreTeacher(Map<String, float[]> weights, long updates) {
        Teacher t = teacher.orElseThrow();
        t.average().restore(weights, updates);
        t.takeOver();
    }

    private static Map<String, float[]> only(Parameters part, Map<String, float[]> values) {
        Map<String, float[]> own = new LinkedHashMap<>();
        for (String name : part.names()) own.put(name, values.get(name));
        return own;
    }
}
