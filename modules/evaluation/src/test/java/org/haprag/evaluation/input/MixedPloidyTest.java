package org.haprag.evaluation.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;
import org.haprag.io.AnnotatedSource;
import org.junit.jupiter.api.Test;

/** Haploid and diploid samples side by side, in the truth and in the imputed file. */
class MixedPloidyTest {
    /** Haplotypes 0 | 1, 2 | 3 of the samples of a file. */
    private static final Haplotypes FILE = Haplotypes.of(1, 2, 1);

    private static final Site TWO_ALTS = new Site("X", 7, ".", "A", List.of("C", "G"));

    /** A record with some FORMAT fields, as much room a sample as a diploid needs. */
    private static AnnotatedSource record(Map<String, float[]> fields) {
        return (AnnotatedSource) Proxy.newProxyInstance(
                AnnotatedSource.class.getClassLoader(),
                new Class<?>[] {AnnotatedSource.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "hasFormat" -> fields.containsKey((String) args[0]);
                    case "formatFloats" -> {
                        float[] values = fields.get((String) args[0]);
                        assertThat((float[]) args[1]).hasSameSizeAs(values);
                        System.arraycopy(values, 0, args[1], 0, values.length);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static ImputedFields fields(int alts, Map<String, float[]> values) {
        ImputedFields fields = new ImputedFields(alts, FILE);
        fields.read(record(values));
        return fields;
    }

    @Test
    void haplotypeDosagesOfAHaploidSampleStandFirstInItsRoom() {
        float[] hds = {.5f, .25f, Float.NaN, Float.NaN, 1, 0, 0, .5f, 0, 1, Float.NaN, Float.NaN};
        ImputedFields fields = fields(2, Map.of("HDS", hds));
        float[] out = new float[4];
        assertThat(fields.haplotypes(0, out)).isTrue();
        assertThat(out).containsExactly(.5f, 1, 0, 0);
        fields.haplotypes(1, out);
        assertThat(out).containsExactly(.25f, 0, .5f, 1);
        assertThat(fields.dosage(1, 0)).isEqualTo(.25f);
        assertThat(fields.dosage(1, 1)).isEqualTo(.5f);
        float[] gp = new float[3];
        fields.posteriors(0, 0, gp, 0);
        assertThat(gp).containsExactly(.5f, .5f, 0);
        fields.posteriors(1, 1, gp, 0);
        assertThat(gp).containsExactly(.5f, .5f, 0);
    }

    @Test
    void aHaploidSampleHasNoSecondHaplotypeOfBeagles() {
        ImputedFields fields =
                fields(1, Map.of("AP1", new float[] {.75f, .5f, 1}, "AP2", new float[] {Float.NaN, .25f, Float.NaN}));
        float[] out = new float[4];
        assertThat(fields.haplotypes(0, out)).isTrue();
        assertThat(out).containsExactly(.75f, .5f, .25f, 1);
        assertThat(fields.dosage(0, 0)).isEqualTo(.75f);
    }

    @Test
    void posteriorsOfAHaploidSampleAreOnesOfAlleles() {
        float none = Float.NaN;
        float[] gp = {.5f, .25f, .25f, none, none, none, 0, .5f, 0, .25f, .25f, 0, 0, 0, 1, none, none, none};
        ImputedFields fields = fields(2, Map.of("GP", gp));
        assertThat(fields.dosage(1, 0)).isEqualTo(.25f);
        assertThat(fields.dosage(0, 1)).isEqualTo(.75f);
        assertThat(fields.dosage(1, 2)).isOne();
        float[] out = new float[3];
        fields.posteriors(0, 0, out, 0);
        assertThat(out).containsExactly(.75f, .25f, 0);
        fields.posteriors(1, 1, out, 0);
        assertThat(out).containsExactly(.5f, .5f, 0);
    }

    @Test
    void trueDosagesAreSumsOfAsManyAllelesAsASampleHas() {
        int[] columns = {2, 1};
        TruthAllele truth = new TruthAllele(FILE.subset(columns));
        truth.identify(TWO_ALTS, 1);
        truth.set(new byte[] {0, 2, 2, 2}, FILE.indices(columns), true);
        assertThat(truth.dosages()).containsExactly(1, 2);
        assertThat(truth.haplotypes()).containsExactly(1, 1, 1);
        truth.set(new byte[] {2, 2, -1, -1}, FILE.indices(columns), true);
        assertThat(truth.dosages()).containsExactly(-1, -1);
        assertThat(truth.called()).isZero();
    }
}
