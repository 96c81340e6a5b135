package org.haprag.retrieval.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.Tokens;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalCase;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.WindowEmbedder;
import org.junit.jupiter.api.Test;

class EmbeddingRetrieverTest {
    private static final int K = 5;
    private static final RetrievalConfig CONFIG =
            new RetrievalConfig(RetrievalConfig.Kind.EMBEDDING, List.of(12.0, 40.0), 1, 1e-3, K, 0, 1, 16, 4);

    /** Sees mostly every third site, so that its nearest are not those with the fewest mismatches. */
    private static float[] thirds(byte[] tokens, float[] cm) {
        float[] out = new float[2 * tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            int site = i % cm.length;
            out[2 * i] = site % 3 == 0 ? 10 * tokens[i] : tokens[i];
            out[2 * i + 1] = site > 0 ? tokens[i - 1] : 0;
        }
        return out;
    }

    private static RetrievalCase oneWindow(double missing) {
        return RetrievalCase.itself(60, 300, 30, .3, missing, 7);
    }

    private static RetrievedHaplotype retrieve(
            RetrievalCase c, RetrievalConfig config, WindowEmbedder embedder, int hap) {
        return config.retriever(embedder)
                .open(c.typedPanel(), c.targets(), Exclusions.none(c.targets().haplotypeCount() / 2))
                .retrieve(hap);
    }

    private static byte token(byte allele) {
        return (byte) (allele < 0 ? Tokens.MASK : Math.min(allele, 1));
    }

    /** Squared distance over what the target has, as the definition says. */
    private static double distance(RetrievalCase c, int hap, int panelHap) {
        float[] cm = new float[30];
        byte[] own = new byte[30];
        byte[] other = new byte[30];
        for (int t = 0; t < 30; t++) {
            own[t] = token(c.targets().row(hap)[t]);
            other[t] = (byte) (c.typedPanel().byHaplotype().get(panelHap, t) ? Tokens.ALT : Tokens.REF);
        }
        float[] a = thirds(own, cm);
        float[] b = thirds(other, cm);
        double sum = 0;
        for (int i = 0; i < a.length; i++) if (own[i / 2] != Tokens.MASK) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    @Test
    void theNearestInTheEmbeddingSpaceAreFoundAsByBruteForceAndThoseByAllelesAreOthers() {
        RetrievalConfig byTokens =
                new RetrievalConfig(RetrievalConfig.Kind.NEAREST_WINDOW, List.of(12.0, 40.0), 1, 1e-3, K, 0, 1, 16, 4);
        int others = 0;
        RetrievalCase c = oneWindow(.2);
        for (int hap = 0; hap < 40; hap++) {
            int target = hap;
            int[] expected = IntStream.range(0, 60)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer h) -> distance(c, target, h)))
                    .limit(K)
                    .mapToInt(h -> h)
                    .sorted()
                    .toArray();
            int[] found = sorted(retrieve(c, CONFIG, EmbeddingRetrieverTest::thirds, hap));
            assertThat(found).as("target %d", hap).containsExactly(expected);
            if (!Arrays.equals(found, sorted(retrieve(c, byTokens, null, hap)))) others++;
        }
        assertThat(others).isGreaterThan(10);
    }

    private static int[] sorted(RetrievedHaplotype found) {
        int[] first = Arrays.copyOf(found.neighbours(), K);
        Arrays.sort(first);
        return first;
    }

    @Test
    void distancesChooseAndMismatchesWeigh() {
        RetrievalCase c = oneWindow(0);
        RetrievedHaplotype found = retrieve(c, CONFIG, EmbeddingRetrieverTest::thirds, 3);
        double[] p = new double[K];
        double sum = 0;
        for (int i = 0; i < K; i++) {
            int mismatches = 0;
            for (int t = 0; t < 30; t++) {
                boolean alt = c.typedPanel().byHaplotype().get(found.neighbours()[i], t);
                if (alt != c.targets().row(3)[t] > 0) mismatches++;
            }
            p[i] = Math.pow(1e-3 / (1 - 1e-3), mismatches);
            sum += p[i];
        }
        int width = RetrievedHaplotype.featureCount(2);
        float[] features = RetrievalCase.features(found);
        for (int i = 0; i < K; i++) {
            for (int scale = 0; scale < 2; scale++) {
                assertThat((double) features[i * width + scale]).isCloseTo(Math.log(p[i] / sum + 1e-7), within(1e-3));
            }
        }
    }

    @Test
    void haplotypesThatAreTheSameInAWindowAreEmbeddedOnce() {
        RetrievalCase c = RetrievalCase.itself(400, 300, 6, .1, 0, 7);
        int[] most = {0};
        retrieve(
                c,
                CONFIG,
                (tokens, cm) -> {
                    if (tokens.length != 400 * cm.length) most[0] = Math.max(most[0], tokens.length / cm.length);
                    return thirds(tokens, cm);
                },
                0);
        assertThat(most[0]).as("of 64 possible windows").isBetween(2, 64);
    }

    @Test
    void withoutANetworkItSaysThatItNeedsOne() {
        RetrievalCase c = oneWindow(0);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> CONFIG.retriever().open(c.typedPanel(), c.targets(), Exclusions.none(30)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a network");
    }
}
