package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelConfig;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;

/** A small panel, a small network and a short run: a step takes milliseconds. */
final class TinyTraining {
    static final int NEIGHBOURS = 6;
    static final int SITES = 400;

    private TinyTraining() {}

    static HaplotypePanel panel() {
        return TinyPanels.mosaicPanel(60, SITES, 8, 0.1, 21);
    }

    static TrainingRegion region(HaplotypePanel panel) {
        return new TrainingRegion("tiny", panel, GeneticMap.constantRate(), 0.2, 1);
    }

    static RetrievalConfig retrieval(int exactUpTo, int matchesPerSide) {
        RetrievalConfig d = RetrievalConfig.defaults();
        return new RetrievalConfig(
                d.kind(),
                d.scales(),
                d.middleScale(),
                d.mismatch(),
                NEIGHBOURS,
                exactUpTo,
                matchesPerSide,
                d.blockSites(),
                d.selectionsPerBlock());
    }

    static RetrievalConfig retrieval() {
        RetrievalConfig d = RetrievalConfig.defaults();
        return retrieval(d.exactUpTo(), d.matchesPerSide());
    }

    static ModelConfig model(double dropout) {
        return new ModelConfig(8, 1, 2, 16, NEIGHBOURS, retrieval().scaleCount(), 2, 6, 8, true, dropout);
    }

    static HapRagModel fresh(double dropout, long seed) {
        return HapRagModel.random(
                new ModelManifest(ModelFile.FORMAT_VERSION, model(dropout), retrieval(), Map.of()), seed);
    }

    /** One that retrieves in its own space, where nothing is averaged away: its weights are those of the seed. */
    static HapRagModel embedding(long seed) {
        RetrievalConfig d = retrieval();
        RetrievalConfig own = new RetrievalConfig(
                RetrievalConfig.Kind.EMBEDDING, d.scales(), d.middleScale(), d.mismatch(), NEIGHBOURS, 0, 1, 16, 3);
        return HapRagModel.random(new ModelManifest(ModelFile.FORMAT_VERSION, model(0), own, Map.of()), seed);
    }

    static TrainingConfig config(int steps, double learningRate, int validateEvery, int patience) {
        return new TrainingConfig(
                steps,
                4,
                12,
                4,
                12,
                1e9,
                learningRate,
                4,
                1e-4,
                1,
                0.9,
                0.2,
                validateEvery,
                patience,
                new MaskChoice(MaskChoice.Kind.ARRAYS, 500, 4000, 0.1, 0.8),
                new Variety(0, 0, 0, 0, 0));
    }

    /** Compares every array of two network inputs, TypedInputs or PairedSiteInputs, to the bit. */
    static void assertSameInputs(Record found, Record expected) throws ReflectiveOperationException {
        for (RecordComponent c : expected.getClass().getRecordComponents()) {
            c.getAccessor().setAccessible(true);
            assertSame(
                    c.getName(), c.getAccessor().invoke(found), c.getAccessor().invoke(expected));
        }
    }

    private static void assertSame(String name, Object found, Object expected) throws ReflectiveOperationException {
        if (expected instanceof Record b) {
            assertThat(found).as(name).hasSameClassAs(b);
            assertSameInputs((Record) found, b);
        } else if (expected instanceof Optional<?> b && b.isPresent()) {
            assertSame(name, ((Optional<?>) found).orElseThrow(), b.get());
        } else if (expected instanceof NDArray b) {
            NDArray a = (NDArray) found;
            assertThat(a.getShape()).as(name).isEqualTo(b.getShape());
            assertThat(a.toByteArray()).as(name).containsExactly(b.toByteArray());
        } else {
            assertThat(found).as(name).isEqualTo(expected);
        }
    }

    static void assertSameBatch(TrainingBatch found, TrainingBatch expected) throws ReflectiveOperationException {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertSameInputs(found.typed().toInputs(manager), expected.typed().toInputs(manager));
            assertSameInputs(
                    found.sites().toInputs(manager, found.targets()),
                    expected.sites().toInputs(manager, expected.targets()));
        }
        for (List<float[]> pair : List.of(
                List.of(found.alt1(), expected.alt1()),
                List.of(found.alt2(), expected.alt2()),
                List.of(found.genotype(), expected.genotype()),
                List.of(found.mask(), expected.mask()),
                List.of(found.maf(), expected.maf()),
                List.of(found.copying(), expected.copying()))) {
            assertThat(pair.get(0)).containsExactly(pair.get(1));
        }
    }
}
