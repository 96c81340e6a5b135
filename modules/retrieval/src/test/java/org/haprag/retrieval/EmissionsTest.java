package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.AlleleWeights;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmissionsTest {
    private static final double MISMATCH = 1e-3;
    private static final float MISS = (float) MISMATCH;
    private static final float HIT = 1 - MISS;

    /** One biallelic site with carriers 2 and 3, one of two ALT alleles: 0, 1, 2, 2. */
    private static final TypedPanel PANEL =
            new TypedPanel(TinyPanels.of("00", "01", "12", "12"), new double[] {1, 2}, new int[] {0, 1});

    private static float[] ofAll(TypedPanel panel, AlleleWeights observed) {
        int n = panel.panel().haplotypeCount();
        float[][] rows = new float[panel.typedCount()][n];
        int[] states = IntStream.range(0, n).toArray();
        Emissions emissions = new Emissions(panel, MISMATCH);
        emissions.take(observed);
        emissions.fill(0, panel.typedCount(), states, rows);
        float[] out = new float[panel.typedCount() * n];
        for (int t = 0; t < rows.length; t++) System.arraycopy(rows[t], 0, out, t * n, n);
        return out;
    }

    private static AlleleWeights calls(int... codes) {
        byte[][] alleles = new byte[2][codes.length];
        for (int t = 0; t < codes.length; t++) alleles[0][t] = (byte) codes[t];
        return new TypedHaplotypes(IntStream.range(0, codes.length).toArray(), alleles).weights(0);
    }

    /** One row a typed site. */
    private static AlleleWeights table(float[]... weights) {
        return (typed, allele) -> weights[typed][allele];
    }

    @Test
    void aCallHitsItsOwnAlleleAndMissesEveryOther() {
        assertThat(ofAll(PANEL, calls(1, 2))).containsExactly(MISS, MISS, HIT, HIT, MISS, MISS, HIT, HIT);
        assertThat(ofAll(PANEL, calls(0, 1))).containsExactly(HIT, HIT, MISS, MISS, MISS, HIT, MISS, MISS);
        assertThat(ofAll(PANEL, calls(-1, 0))).containsExactly(1, 1, 1, 1, HIT, MISS, MISS, MISS);
    }

    @Test
    void certainWeightsAreCallsWhateverTheirScale() {
        AlleleWeights certain = table(new float[] {0, 1e-20f}, new float[] {0, 0, 7});
        assertThat(ofAll(PANEL, certain)).containsExactly(ofAll(PANEL, calls(1, 2)));
    }

    @Test
    void equalWeightsAreAMissingCall() {
        AlleleWeights flat = table(new float[] {.3f, .3f}, new float[] {9, 9, 9});
        assertThat(ofAll(PANEL, flat)).containsExactly(ofAll(PANEL, calls(-1, -1)));
    }

    @Test
    void uncertainWeightsLieBetween() {
        float[] found = ofAll(PANEL, table(new float[] {1, .25f}, new float[] {.5f, 0, 1}));
        assertThat(found[0]).isEqualTo(HIT + MISS * .25f);
        assertThat(found[2]).isEqualTo(HIT * .25f + MISS);
        assertThat(found[4]).isEqualTo(HIT * .5f + MISS);
        assertThat(found[5]).isEqualTo(MISS);
        assertThat(found[6]).isEqualTo(HIT + MISS * .5f);
    }

    @Test
    void weightsThatSayNothingAtAllAreRefused() {
        assertThatThrownBy(() -> ofAll(PANEL, table(new float[] {0, 0})))
                .hasMessage("the weights of alleles at typed site 0 cannot be used, found 0.0 for allele 0");
        assertThatThrownBy(() -> ofAll(PANEL, table(new float[] {1, Float.NaN})))
                .hasMessage("the weights of alleles at typed site 0 cannot be used, found NaN for allele 1");
        assertThatThrownBy(() -> ofAll(PANEL, table(new float[] {1, -1}))).hasMessageContaining("found -1.0");
        assertThatThrownBy(() -> ofAll(PANEL, table(new float[] {1, Float.POSITIVE_INFINITY})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-8, 1e-3, .0123456, .3, .49})
    void aMissingCallWeighsExactlyOneAtAnyMismatch(double mismatch) {
        float[][] out = new float[1][4];
        Emissions emissions = new Emissions(PANEL, mismatch);
        emissions.take(calls(-1, -1));
        emissions.fill(0, 1, new int[] {0, 1, 2, 3}, out);
        assertThat(out[0]).containsExactly(1, 1, 1, 1);
    }

    /** Over more sites than a word has bits, at sites of one and of more ALT alleles. */
    @Test
    void callsAgreeWithThePanelsAllelesAtManySites() {
        RetrievalCase c = RetrievalCase.mosaics(30, 300, 150, 2, .4, .1, 12);
        HaplotypePanel haplotypes = c.panel();
        TypedPanel panel = c.typedPanel();
        float[] found = ofAll(panel, c.targets().weights(0));
        for (int t = 0; t < 150; t++) {
            byte called = c.targets().allele(0, t);
            for (int h = 0; h < 30; h++) {
                boolean same = haplotypes.allele(panel.panelSite(t), h) == called;
                assertThat(found[t * 30 + h]).isEqualTo(called < 0 ? 1 : same ? HIT : MISS);
            }
        }
    }

    @Test
    void targetsWithWeightsRetrieveByThem() {
        RetrievalCase c = RetrievalCase.mosaics(60, 300, 100, 2, .1, .1, 5);
        SplittableRandom random = new SplittableRandom(5);
        byte[][] called = {c.targets().row(0), c.targets().row(1)};
        byte[][] half = {called[0].clone(), called[1].clone()};
        for (byte[] row : half) for (int t = 0; t < row.length; t++) if (random.nextBoolean()) row[t] = -1;
        TypedHaplotypes missing = new TypedHaplotypes(c.targets().panelSites(), half);
        List<AlleleWeights> weights = new ArrayList<>();
        for (int h = 0; h < 2; h++) weights.add(missing.weights(h));
        CopyingRetriever retriever = new CopyingRetriever(RetrievalCase.exact());
        Exclusions none = Exclusions.none(1);
        for (int h = 0; h < 2; h++) {
            float[] weighed = retriever
                    .open(c.typedPanel(), c.targets().withWeights(weights), none)
                    .retrieve(h)
                    .copying();
            assertThat(weighed)
                    .containsExactly(retriever
                            .open(c.typedPanel(), missing, none)
                            .retrieve(h)
                            .copying())
                    .isNotEqualTo(retriever
                            .open(c.typedPanel(), c.targets(), none)
                            .retrieve(h)
                            .copying());
        }
    }
}
