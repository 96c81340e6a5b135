package org.haprag.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a configuration, it is read or ends with an error that the user can correct, and soon. */
class HostileConfigPropertyTest {
    private static final int MUTATIONS = 400;
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final String[] SPLICES = {
        ":",
        "-",
        "[",
        "]",
        "{",
        "}",
        "\n",
        "  ",
        "\t",
        "&a ",
        "*a",
        "!!java.net.URL ",
        "!!binary ",
        "|",
        ">",
        "'",
        "\"",
        "%",
        "---\n",
        "...\n",
        "~",
        "1e999",
        "-1",
        "99999999999999999999",
        ".nan",
        ".inf",
        "0x",
        "yes",
        "é",
        "\0",
        "<<: *a\n",
        "? "
    };

    @TempDir
    Path folder;

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes = splice(bytes, at, random.nextInt(40), new byte[0]);
                default ->
                    bytes = splice(
                            bytes,
                            at,
                            random.nextInt(3),
                            SPLICES[random.nextInt(SPLICES.length)].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, int cut, byte[] in) {
        int behind = Math.min(bytes.length, at + cut);
        byte[] out = Arrays.copyOf(bytes, at + in.length + bytes.length - behind);
        System.arraycopy(in, 0, out, at, in.length);
        System.arraycopy(bytes, behind, out, at + in.length, bytes.length - behind);
        return out;
    }

    @Test
    void fourHundredMutationsAreReadOrRefused() throws Exception {
        byte[] sound = Files.readAllBytes(Path.of("../../configs/default.yaml"));
        Path file = folder.resolve("c.yaml");
        int[] refused = new int[1];
        Assertions.assertTimeoutPreemptively(MOST, () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                Files.write(file, mutate(sound, new Random(i)));
                try {
                    ConfigFile.read(file, RunConfig.defaults());
                } catch (InputException e) {
                    refused[0]++;
                    assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("Fix: ");
                } catch (RuntimeException | Error | java.io.IOException e) {
                    fail("mutation " + i, e);
                }
            }
        });
        assertThat(refused[0]).isBetween(MUTATIONS / 4, MUTATIONS - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "&a [*a, "})
    void deepNestingIsRefused(String level) {
        String text = level.repeat(20_000);
        assertThatThrownBy(() -> ConfigFile.parse("c.yaml", text, RunConfig.defaults()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("c.yaml");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("c.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> ConfigFile.read(file, RunConfig.defaults())).isInstanceOf(InputException.class);
    }
}
