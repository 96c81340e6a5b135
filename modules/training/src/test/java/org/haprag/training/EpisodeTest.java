package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.mask.ArrayLikeMask;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pseudo-target may see of itself, and what it is judged by. */
class EpisodeTest {
    private static final int ROWS = 40;

    /** The panel with another allele for both haplotypes of a sample at every site that is not typed. */
    private static HaplotypePanel flipped(HaplotypePanel panel, int sample, int[] typedSites) {
        BitMatrix alleles = new BitMatrix(panel.alleleRowCount(), panel.haplotypeCount());
        for (int site = 0; site < panel.siteCount(); site++) {
            int s = site;
            boolean typed = IntStream.of(typedSites).anyMatch(t -> t == s);
            int codes = panel.site(site).alts().size() + 1;
            for (int hap = 0; hap < panel.haplotypeCount(); hap++) {
                int code = panel.allele(site, hap);
                if (!typed && hap >> 1 == sample) code = (code + 1) % codes;
                if (code > 0) alleles.set(panel.firstRow(site) + code - 1, hap);
            }
        }
        return new HaplotypePanel(panel.samples(), panel.sites(), alleles);
    }

    /** On a map so steep that every typed site is an anchor. */
    private static TrainingRegion steep(HaplotypePanel panel) {
        GeneticMap map = new GeneticMap(new int[] {1, 1_000_001}, new double[] {0, 1000});
        return new TrainingRegion("steep", panel, map, 0.2, 1);
    }

    private static TrainingBatch batch(HaplotypePanel panel, RetrievalConfig config, int[] samples, int[] typedSites) {
        Episode episode = new Episode(steep(panel), config.retriever(), samples, typedSites);
        TrainingBatch batch = new TrainingBatch(TinyTraining.model(0), 3, ROWS);
        SplittableRandom random = new SplittableRandom(9);
        for (int window = 0; window < 3; window++) {
            assertThat(batch.add(episode, 1, 4 * window, random)).isTrue();
        }
        return batch;
    }

    @ParameterizedTest
    @CsvSource({"1000,40", "0,2"})
    void aPseudoTargetsHiddenAllelesReachNothingButItsLabels(int exactUpTo, int matchesPerSide) throws Exception {
        HaplotypePanel panel = TinyTraining.panel();
        int[] samples = {3, 17, 22};
        int[] typedSites =
                new ArrayLikeMask(1500).typedSites(TinyTraining.region(panel).frequencies(), new SplittableRandom(2));
        RetrievalConfig config = TinyTraining.retrieval(exactUpTo, matchesPerSide);
        TrainingBatch truth = batch(panel, config, samples, typedSites);
        TrainingBatch lie = batch(flipped(panel, samples[1], typedSites), config, samples, typedSites);
        try (NDManager manager = NDManager.newBaseManager()) {
            TinyTraining.assertSameInputs(
                    lie.typed().toInputs(manager), truth.typed().toInputs(manager));
            TinyTraining.assertSameInputs(
                    lie.sites().toInputs(manager, 3), truth.sites().toInputs(manager, 3));
        }
        assertThat(lie.mask()).containsExactly(truth.mask());
        assertThat(lie.maf()).containsExactly(truth.maf());
        assertThat(lie.copying()).containsExactly(truth.copying());
        int differ = 0;
        for (int i = 0; i < truth.alt1().length; i++) {
            if (lie.alt1()[i] != truth.alt1()[i]) differ++;
            if (lie.alt2()[i] != truth.alt2()[i]) differ++;
        }
        assertThat(differ).as("labels that follow the truth").isGreaterThan(truth.alt1().length);
    }

    @Test
    void othersSeeWhatAPseudoTargetCarries() throws Exception {
        HaplotypePanel panel = TinyTraining.panel();
        int[] typedSites =
                new ArrayLikeMask(1500).typedSites(TinyTraining.region(panel).frequencies(), new SplittableRandom(2));
        RetrievalConfig config = TinyTraining.retrieval();
        int[] samples = {3, 17, 22};
        float[] maf = batch(panel, config, samples, typedSites).maf();
        float[] other = batch(flipped(panel, samples[0], typedSites), config, samples, typedSites)
                .maf();
        assertThat(other)
                .as("the check above would pass on a panel that nobody reads")
                .isNotEqualTo(maf);
    }

    /** Three sites: typed, hidden with two ALTs, typed. The typed sites tell nothing, so nothing is settled. */
    private static final HaplotypePanel TWO_ALTS =
            TinyPanels.of("010", "020", "010", "010", "000", "020", "100", "111", "000", "020", "011", "120");

    private static List<List<Float>> labels(int sample) {
        return labels(TWO_ALTS, sample);
    }

    private static List<List<Float>> labels(HaplotypePanel panel, int sample) {
        Episode episode = new Episode(
                TinyTraining.region(panel), TinyTraining.retrieval().retriever(), new int[] {sample}, new int[] {0, 2});
        TrainingBatch batch = new TrainingBatch(TinyTraining.model(0), 1, 2);
        assertThat(batch.add(episode, 0, 0, new SplittableRandom(1))).isTrue();
        assertThat(batch.mask()).containsExactly(1, 1);
        List<List<Float>> labels = new ArrayList<>();
        for (int i = 0; i < 2; i++) labels.add(List.of(batch.alt1()[i], batch.alt2()[i], batch.genotype()[i]));
        return labels;
    }

    @Test
    void labelsAreTheTrueAllelesAndTheGenotypeClassOfEachAlt() {
        assertThat(labels(0)).as("1|2").containsExactlyInAnyOrder(List.of(1f, 0f, 3f), List.of(0f, 1f, 3f));
        assertThat(labels(1)).as("1|1").containsExactlyInAnyOrder(List.of(1f, 1f, 2f), List.of(0f, 0f, 0f));
        assertThat(labels(2)).as("0|2").containsExactlyInAnyOrder(List.of(0f, 0f, 0f), List.of(0f, 1f, 1f));
        assertThat(labels(3)).as("0|1").containsExactlyInAnyOrder(List.of(0f, 1f, 1f), List.of(0f, 0f, 0f));
    }

    @Test
    void aHaploidSampleIsAPairOfItsHaplotypeWithItself() {
        HaplotypePanel panel = TinyPanels.dealt(TWO_ALTS, Haplotypes.of(1, 1, 2, 2, 2, 2, 1, 1));
        assertThat(labels(panel, 0)).as("1").containsExactlyInAnyOrder(List.of(1f, 1f, 2f), List.of(0f, 0f, 0f));
        assertThat(labels(panel, 1)).as("2").containsExactlyInAnyOrder(List.of(0f, 0f, 0f), List.of(1f, 1f, 2f));
        assertThat(labels(panel, 2)).as("1|1").containsExactlyInAnyOrder(List.of(1f, 1f, 2f), List.of(0f, 0f, 0f));
    }

    @Test
    void rowsThatRepeatDoNotCount() {
        Episode episode = new Episode(
                TinyTraining.region(TWO_ALTS), TinyTraining.retrieval().retriever(), new int[] {0}, new int[] {0, 2});
        TrainingBatch batch = new TrainingBatch(TinyTraining.model(0), 1, 7);
        assertThat(batch.add(episode, 0, 0, new SplittableRandom(1))).isTrue();
        assertThat(batch.mask()).containsExactly(1, 1, 0, 0, 0, 0, 0);
        assertThat(batch.full()).isTrue();
    }

    @Test
    void typedSitesAreNeverPredicted() {
        Episode episode = new Episode(
                TinyTraining.region(TWO_ALTS), TinyTraining.retrieval().retriever(), new int[] {0}, new int[] {0, 1, 2
                });
        TrainingBatch batch = new TrainingBatch(TinyTraining.model(0), 1, 7);
        assertThat(episode.hidden(1)).isFalse();
        assertThat(batch.add(episode, 0, 0, new SplittableRandom(1)))
                .as("a window without a hidden site")
                .isFalse();
        assertThat(batch.full()).isFalse();
    }

    @Test
    void anAllelesOnlyCarrierIsNotAskedForWhatNobodyElseHas() {
        HaplotypePanel panel = TinyPanels.of("010", "000", "100", "001", "000", "100", "101", "000");
        Episode episode = new Episode(
                TinyTraining.region(panel), TinyTraining.retrieval().retriever(), new int[] {0}, new int[] {0, 2});
        TrainingBatch batch = new TrainingBatch(TinyTraining.model(0), 1, 3);
        assertThat(batch.add(episode, 0, 0, new SplittableRandom(1))).isFalse();
    }

    @Test
    void mafIsThatOfTheOtherSamples() {
        Episode episode = new Episode(
                TinyTraining.region(TWO_ALTS), TinyTraining.retrieval().retriever(), new int[] {1}, new int[] {0, 2});
        TrainingBatch batch = new TrainingBatch(TinyTraining.model(0), 1, 2);
        batch.add(episode, 0, 0, new SplittableRandom(1));
        // Of the 10 other haplotypes 3 carry the first ALT (sample 1 carries it twice more), 4 the second.
        assertThat(batch.maf()[0] + batch.maf()[1]).isCloseTo(0.3f + 0.4f, within(1e-6f));
    }
}
