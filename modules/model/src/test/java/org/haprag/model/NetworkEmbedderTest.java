package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.haprag.genotype.Tokens;
import org.haprag.retrieval.RetrievalConfig;
import org.junit.jupiter.api.Test;

class NetworkEmbedderTest {
    private static final float[] CM = {-.3f, -.1f, 0, .2f, .3f};

    private static HapRagModel model(int layers) {
        ModelConfig config = new ModelConfig(8, layers, 2, 16, 4, 1, 2, 6, 8, true, 0.5);
        RetrievalConfig d = RetrievalConfig.defaults();
        RetrievalConfig retrieval =
                new RetrievalConfig(RetrievalConfig.Kind.EMBEDDING, d.scales(), 0, d.mismatch(), 4, 0, 1, 16, 3);
        return HapRagModel.random(new ModelManifest(ModelFile.FORMAT_VERSION, config, retrieval, Map.of()), 3);
    }

    private static float[] window(float[] embedded, int i) {
        return Arrays.copyOfRange(embedded, i * 40, (i + 1) * 40);
    }

    @Test
    void aWindowIsEmbeddedAsItIsAloneHoweverManyGoWithIt() {
        SplittableRandom random = new SplittableRandom(4);
        byte[] many = new byte[5 * 4000];
        for (int i = 0; i < many.length; i++) many[i] = (byte) random.nextInt(3);
        try (HapRagModel model = model(2)) {
            NetworkEmbedder embedder = new NetworkEmbedder(model);
            float[] all = embedder.embed(many, CM);
            assertThat(all).hasSize(4000 * 5 * 8);
            for (int i : new int[] {0, 17, 3999}) {
                float[] one = embedder.embed(Arrays.copyOfRange(many, 5 * i, 5 * i + 5), CM);
                assertThat(window(all, i)).containsExactly(one, within(1e-5f));
            }
        }
    }

    @Test
    void throughTheEncoderAnAlleleShowsAtTheSitesAroundItAndWithoutOneOnlyAtItsOwn() {
        byte[] pair = {0, 0, 0, 0, 0, 0, 0, Tokens.ALT, 0, 0};
        for (int layers : new int[] {0, 1}) {
            try (HapRagModel model = model(layers)) {
                TinyCase.disturb(model, 0.1, 8);
                float[] found = new NetworkEmbedder(model).embed(pair, CM);
                boolean[] differs = new boolean[5];
                for (int i = 0; i < 40; i++) differs[i / 8] |= Math.abs(found[i] - found[40 + i]) > 1e-6;
                if (layers == 0) assertThat(differs).containsExactly(false, false, true, false, false);
                else assertThat(differs).containsOnly(true);
            }
        }
    }

    @Test
    void nothingStaysBehindInTheEngine() {
        try (HapRagModel model = model(1)) {
            NetworkEmbedder embedder = new NetworkEmbedder(model);
            embedder.embed(new byte[5], CM);
            int arrays = model.manager().getManagedArrays().size();
            for (int i = 0; i < 5; i++) embedder.embed(new byte[50], CM);
            assertThat(model.manager().getManagedArrays()).hasSize(arrays);
        }
    }
}
