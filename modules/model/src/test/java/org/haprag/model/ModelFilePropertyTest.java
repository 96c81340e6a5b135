package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files with seeded damage. */
class ModelFilePropertyTest {
    @TempDir
    Path folder;

    @Test
    void threeHundredRandomMutationsEndAsAnInputExceptionOrChangeNothing() throws IOException {
        byte[] file = Files.readAllBytes(ModelFileTest.written(folder));
        ModelFile sound = ModelFile.read(folder.resolve("model.safetensors"));
        int header = 8 + ModelFileTest.headerBytes(file);
        Random random = new Random(20);
        Path path = folder.resolve("mutant.safetensors");
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            Files.write(path, mutant(file, i % 4 == 0 ? file.length : header, random));
            String what = "mutation " + i + " is unnoticed";
            try {
                ModelFileTest.load(path);
                assertThat(ModelFile.read(path).manifest()).as(what).isEqualTo(sound.manifest());
                ModelFile.read(path)
                        .weights()
                        .forEach((name, v) -> assertThat(v)
                                .as(what)
                                .containsExactly(sound.weights().get(name)));
            } catch (InputException e) {
                refused++;
                assertThat(e).hasMessageContaining(path.toString());
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    /** Flips, inserts or removes a few bytes below a limit. */
    private static byte[] mutant(byte[] file, int limit, Random random) {
        byte[] out = file.clone();
        int edits = 1 + random.nextInt(3);
        for (int e = 0; e < edits; e++) {
            int at = random.nextInt(Math.min(limit, out.length));
            byte with = (byte)
                    (random.nextBoolean() ? random.nextInt(256) : "0123456789e-{}[]\",:".charAt(random.nextInt(19)));
            switch (random.nextInt(3)) {
                case 0 -> out[at] = with;
                case 1 -> {
                    byte[] longer = Arrays.copyOf(out, out.length + 1);
                    System.arraycopy(out, at, longer, at + 1, out.length - at);
                    longer[at] = with;
                    out = longer;
                }
                default -> {
                    System.arraycopy(out, at + 1, out, at, out.length - at - 1);
                    out = Arrays.copyOf(out, out.length - 1);
                }
            }
        }
        return out;
    }
}
